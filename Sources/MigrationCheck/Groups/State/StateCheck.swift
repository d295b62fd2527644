import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 4: the captured state under the VM's configuration.
///
/// Nothing of it would stop KVM: the findings say so.
struct StateCheck: GroupCheck {
  let findings: [Finding]
  /// nil when no kernel model tells what the target makes of the state.
  private let judge: StateJudge?
  /// The registers that are looked at, ascending, with every bit that some rule forces.
  private let registers: [(encoding: Encoding, forced: ForcedBits)]
  private let forced: [Encoding: ForcedBits]

  init(_ context: MoveContext) {
    let guest = context.guest
    guard
      let target = StateSide(
        guest,
        on: context.target.host,
        profile: context.target.profile
      )
    else {
      findings = [Self.unknownKernel(context.target.host)]
      judge = nil
      registers = []
      forced = [:]
      return
    }
    let source = context.sourceHost.flatMap {
      StateSide(guest, on: $0, profile: context.source?.profile)
    }
    findings = []
    judge = StateJudge(
      source: source,
      target: target,
      stays: context.sourceHost?.document == context.target.host.document,
      policy: context.policy
    )
    // Whatever either kernel forces is looked at.
    var forced: [Encoding: ForcedBits] = [:]
    for mask in (source?.rules.masks ?? []) + target.rules.masks where mask.isApplied {
      forced[mask.encoding, default: ForcedBits()]
        .formUnion(ForcedBits(zero: mask.zero, one: mask.one))
    }
    self.forced = forced
    registers = forced.map { (encoding: $0, forced: $1) }.sorted { $0.encoding < $1.encoding }
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard vcpu.isCaptured, let judge else { return [] }
    var findings: [Finding] = []
    for register in registers {
      guard let value = vcpu.file[register.encoding], !register.forced.allow(value) else {
        continue
      }
      findings += judge.findings(register.encoding, value)
    }
    return findings
  }

  /// None, as long as no bit is invalid.
  func judgedBits(_ id: RegisterID) -> UInt64 { 0 }

  func forcedBits(_ id: RegisterID) -> ForcedBits {
    id.encoding.flatMap { forced[$0] } ?? ForcedBits()
  }

  /// What a verdict without captured state says of it.
  static func notChecked(_ guest: Guest) -> Finding {
    var finding = FindingKind.stateNotChecked.finding(
      guest.hasEL2 ? .undecided : .note,
      guest.name,
      "no captured state was judged"
    )
    finding.remedy = FindingKind.stateNotChecked.remedy
    return finding
  }

  /// No model tells which bits the target's kernel forces.
  private static func unknownKernel(_ host: HostView) -> Finding {
    FindingKind.stateNotChecked.finding(
      .undecided,
      host.name,
      "which bits of a VM with EL2 the kernel of \(host.name) (\(host.document.kernelRelease)) "
        + "forces is not known"
    )
  }
}
