import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What a refused register of a restore means, for VMs of one kind from one source.
///
/// VMs of a fleet share most of their values: what one came to is kept.
struct RestoreExplanation: Sendable {
  /// What the VMs are restored by.
  let plan: RestorePlan
  private let target: Side
  private let admission: AdmissionCheck
  private let refused = Memo<Refused, [Finding]>(limit: 1024)
  private let differing = Memo<Differing, [Finding]>(limit: 1024)

  /// A refusal with the value that met it.
  private struct Refused: Hashable {
    let refusal: Replay.Refusal
    let value: RegisterValue?
  }

  /// An ID register that KVM keeps otherwise than written.
  private struct Differing: Hashable {
    let encoding: Encoding
    let written: UInt64
  }

  private init(_ context: MoveContext) {
    target = context.target.detached
    plan = RestorePlan(
      profile: target.profile,
      kernel: target.host.kernel,
      facts: target.host.facts,
      writableImplementationIDs: context.guest.writesImplementationIDs
    )
    admission = AdmissionCheck(
      target: target,
      source: context.source?.detached,
      writesImplementationIDs: context.guest.writesImplementationIDs
    )
  }

  /// The explanation for a move, shared by all that have target, source and vCPU features in common.
  static func shared(_ context: MoveContext) -> RestoreExplanation {
    let key = HostPlans.Restore(
      profile: context.target.profile,
      writesImplementationIDs: context.guest.writesImplementationIDs,
      source: context.source?.host.plans.token,
      sourceProfile: context.source?.profile
    )
    return context.target.host.plans.restores.value(for: key) { RestoreExplanation(context) }
  }

  /// The findings about a register that was refused.
  func findings(_ refusal: Replay.Refusal, _ value: RegisterValue?) -> [Finding] {
    refused.value(for: Refused(refusal: refusal, value: value)) { explain(refusal, value) }
  }

  /// The findings about an ID register that KVM accepts and keeps otherwise.
  func findings(_ encoding: Encoding, _ written: UInt64) -> [Finding] {
    differing.value(for: Differing(encoding: encoding, written: written)) {
      admission.judge(encoding, written).findings
    }
  }

  private func explain(_ refusal: Replay.Refusal, _ value: RegisterValue?) -> [Finding] {
    let id = refusal.register
    if refusal.reason == .idRegister, let encoding = id.encoding, let word = value?.word {
      let findings = admission.judge(encoding, word).findings
      if !findings.isEmpty { return findings }
    }
    let (kind, message) = words(refusal)
    var finding = kind.finding(
      refusal.errno == nil || isUnknown(refusal) ? .undecided : .refuse,
      id.description,
      message
    )
    finding.register = id.description
    finding.source = value?.hexadecimal(width: id.width)
    finding.target = target.profile.registers[id].flatMap {
      RegisterValue(words: Array($0), width: id.width)?.hexadecimal(width: id.width)
    }
    finding.remedy = kind.remedy
    return [finding]
  }

  /// True for a register that an assumed kernel may list.
  private func isUnknown(_ refusal: Replay.Refusal) -> Bool {
    refusal.reason == .absent && target.profile.unknown.registers.contains(refusal.register)
  }

  private func words(_ refusal: Replay.Refusal) -> (FindingKind, String) {
    let label = refusal.register.label
    let host = target.host.name
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

extension Side {
  /// The same, to be kept among what was worked out about one of the hosts.
  fileprivate var detached: Side { Side(profile: profile, host: host.detached) }
}
