import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Groups 1, 2 and 5 as far as KVM decides them: the VM's registers are restored on a model of the
/// target, and everything that is refused becomes a finding.
struct RestoreCheck: GroupCheck {
  private let context: MoveContext
  private let plan: RestorePlan
  private let admission: AdmissionCheck

  init(_ context: MoveContext) {
    self.context = context
    plan = RestorePlan(
      profile: context.target.profile,
      kernel: context.target.host.kernel,
      facts: context.target.host.facts,
      writableImplementationIDs: context.guest.writesImplementationIDs
    )
    admission = AdmissionCheck(
      target: context.target,
      source: context.source,
      writesImplementationIDs: context.guest.writesImplementationIDs
    )
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    let captured = comparable(vcpu)
    let findings = judge(vcpu, captured, context.guest.client)
    guard !context.guest.isClientKnown else { return findings }
    return agreed(findings, judge(vcpu, captured, .qemu11))
  }

  /// The vCPU after its restore on the target; the VM's own GIC fields, where those of the target's
  /// profile are of another interrupt controller, are ``ownGIC(_:of:)``'s to put back.
  func restored(_ vcpu: CheckedVCPU) -> VCPUModel {
    plan.replay(comparable(vcpu), client: context.guest.client).vcpu
  }

  /// Restored registers with the GIC fields that the VM was captured with, where the restore took
  /// the target's for want of a profile with the VM's interrupt controller.
  func ownGIC(_ restored: RegisterState, of captured: RegisterState) -> RegisterState {
    guard !context.comparesGIC else { return restored }
    var registers = restored
    for field in GICField.all {
      guard let own = captured[field.encoding], let value = registers[field.encoding] else {
        continue
      }
      let same = field.bits.insert(field.bits.extract(own), into: value)
      registers.set(RegisterID(field.encoding), to: .word(same))
    }
    return registers
  }

  /// The captured registers, without GIC fields that there is nothing to compare with.
  private func comparable(_ vcpu: CheckedVCPU) -> RegisterFile {
    context.comparesGIC ? vcpu.file : RegisterFile(withTargetGIC(vcpu.registers))
  }

  private func judge(
    _ vcpu: CheckedVCPU,
    _ captured: RegisterFile,
    _ client: RestoreClient
  ) -> [Finding] {
    let replay = plan.replay(captured, client: client)
    var findings = replay.refusals.flatMap { refusal in
      finding(refusal, vcpu.registers[refusal.register])
    }
    for difference in replay.differences {
      guard let encoding = difference.register.encoding, AdmissionPlan.covers(encoding) else {
        continue
      }
      findings += admission.judge(encoding, difference.written.first ?? 0).findings
    }
    findings += KeptState(context: context).findings(captured, replay)
    findings += replay.dropped.map { id in
      var finding = FindingKind.registerMissing.finding(
        .note,
        id.description,
        "\(id.label) does not exist on \(context.target.host.name), and QEMU leaves it out"
      )
      finding.register = id.description
      finding.source = vcpu.registers[id]?.hexadecimal(width: id.width)
      return finding
    }
    if context.guest.hasUnknownQEMU {
      let older = plan.replay(captured, client: .qemu10)
      if older.isAccepted != replay.isAccepted {
        var finding = FindingKind.clientUnknown.finding(
          .undecided,
          "QEMU",
          older.isAccepted
            ? "QEMU 11 refuses the move and QEMU 10 does not; no record tells which it is"
            : "QEMU 10 refuses the move and QEMU 11 does not; no record tells which it is"
        )
        finding.remedy = FindingKind.clientUnknown.remedy
        findings.append(finding)
      }
    }
    if let surplus = replay.surplus {
      findings.append(
        FindingKind.clientRefuses.finding(
          .refuse,
          "QEMU",
          "the VM has \(surplus) registers more than QEMU 10 finds on \(context.target.host.name)"
        )
      )
    }
    return findings
  }

  /// What both clients find; where only one refuses, the move is undecided.
  private func agreed(_ plain: [Finding], _ qemu: [Finding]) -> [Finding] {
    let (inPlain, inQEMU) = (Set(plain), Set(qemu))
    let disputed =
      plain.filter { !inQEMU.contains($0) }.map { ($0, "a plain replay") }
      + qemu.filter { !inPlain.contains($0) }.map { ($0, "QEMU") }
    return plain.filter(inQEMU.contains)
      + disputed.compactMap { finding, client in
        guard finding.severity <= .undecided else { return nil }
        var result = FindingKind.clientUnknown.finding(
          .undecided,
          finding.subject,
          "restored by \(client): \(finding.message)"
        )
        result.register = finding.register
        result.source = finding.source
        result.target = finding.target
        result.remedy = FindingKind.clientUnknown.remedy
        return result
      }
  }

  func judgedBits(_ id: RegisterID) -> UInt64 { plan.decisiveBits(id) }

  /// The registers with the GIC fields of the target's profile, which has another interrupt
  /// controller than the VM: there is nothing to compare them with.
  private func withTargetGIC(_ registers: RegisterState) -> RegisterState {
    var registers = registers
    for field in GICField.all {
      guard let value = registers[field.encoding],
        let limit = context.target.profile.limit(field.encoding)
      else { continue }
      let same = field.bits.insert(field.bits.extract(limit), into: value)
      registers.set(RegisterID(field.encoding), to: .word(same))
    }
    return registers
  }

  private func finding(_ refusal: Replay.Refusal, _ value: RegisterValue?) -> [Finding] {
    let id = refusal.register
    if refusal.reason == .idRegister, let encoding = id.encoding, let word = value?.word {
      let findings = admission.judge(encoding, word).findings
      if !findings.isEmpty { return findings }
    }
    let (kind, message) = explain(refusal)
    var finding = kind.finding(
      refusal.errno == nil || isUnknown(refusal) ? .undecided : .refuse,
      id.description,
      message
    )
    finding.register = id.description
    finding.source = value?.hexadecimal(width: id.width)
    finding.target = context.target.profile.registers[id].flatMap {
      RegisterValue(words: Array($0), width: id.width)?.hexadecimal(width: id.width)
    }
    finding.remedy = kind.remedy
    return [finding]
  }

  /// True for a register that an assumed kernel may list.
  private func isUnknown(_ refusal: Replay.Refusal) -> Bool {
    refusal.reason == .absent && context.target.profile.unknown.registers.contains(refusal.register)
  }

  private func explain(_ refusal: Replay.Refusal) -> (FindingKind, String) {
    let label = refusal.register.label
    let host = context.target.host.name
    return switch refusal.reason {
    case .absent:
      (.registerMissing, "\(label) does not exist on \(host)")
    case .hidden(let field, let least):
      (
        .registerMissing,
        "\(label) does not exist on \(host) while the VM has \(field) below \(least)"
      )
    case .client:
      (.clientRefuses, "the VMM writes \(label), which the VM's own ID registers hide on \(host)")
    case .identity:
      (.invariantDiffers, "\(label) differs: \(host) cannot show another CPU's value")
    case .idRegister:
      (.valueNotRestorable, "\(label): \(host) does not accept the VM's value")
    case .cacheGeometry:
      (.cacheGeometry, "\(label) promises what the caches of \(host) do not do")
    case .fixedBits:
      (.valueNotRestorable, "\(label) has bits that must equal those of \(host)")
    case .processorMode:
      (.valueNotRestorable, "\(label) holds a mode that the VM cannot be in on \(host)")
    case .firmwareVersion:
      (.firmwareVersion, "\(label): \(host) does not know the VM's PSCI version")
    case .firmwareLevel:
      (.firmwareDowngrade, "\(label): the VM relies on a higher level than \(host) has")
    case .firmwareService:
      (.firmwareFeatureMissing, "\(label): \(host) does not offer a service that the VM has")
    case .vectorLengths:
      (.sveVectorLengths, "\(label): \(host) has other vector lengths than the VM")
    case .pmuSlots:
      (.valueNotRestorable, "\(label) is neither 0 nor the value of \(host)")
    }
  }
}
