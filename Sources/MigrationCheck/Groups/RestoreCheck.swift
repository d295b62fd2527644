import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Groups 1, 2 and 5 as far as KVM decides them: the VM's registers are restored on a model of the
/// target, and everything that is refused becomes a finding.
struct RestoreCheck: GroupCheck {
  private let context: MoveContext
  private let explanation: RestoreExplanation
  private var plan: RestorePlan { explanation.plan }

  init(_ context: MoveContext) {
    self.context = context
    explanation = RestoreExplanation.shared(context)
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
    context.comparesGIC ? vcpu.file : withTargetGIC(vcpu.file)
  }

  private func judge(
    _ vcpu: CheckedVCPU,
    _ captured: RegisterFile,
    _ client: RestoreClient
  ) -> [Finding] {
    let replay = plan.replay(captured, client: client)
    var findings = replay.refusals.flatMap { refusal in
      explanation.findings(refusal, vcpu.registers[refusal.register])
    }
    for difference in replay.differences {
      guard let encoding = difference.register.encoding, AdmissionPlan.covers(encoding) else {
        continue
      }
      findings += explanation.findings(encoding, difference.written.first ?? 0)
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
    // The clients nearly always agree, and need no sets then.
    if plain == qemu { return plain }
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
  private func withTargetGIC(_ registers: RegisterFile) -> RegisterFile {
    var registers = registers
    for field in GICField.all {
      guard let value = registers[field.encoding],
        let limit = context.target.profile.limit(field.encoding)
      else { continue }
      let same = field.bits.insert(field.bits.extract(limit), into: value)
      registers.replace(field.encoding, with: same)
    }
    return registers
  }
}
