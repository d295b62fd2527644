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
  /// The registers that are looked at, with every bit that some rule forces.
  private let registers: [Register]
  /// The registers of which some rule forces a bit.
  private let forced: Set<Encoding>

  private struct Register {
    let encoding: Encoding
    let zero: UInt64
    let one: UInt64
  }

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
      forced = []
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
    var registers: [Encoding: Register] = [:]
    for mask in (source?.rules.masks ?? []) + target.rules.masks where mask.isApplied {
      let other = registers[mask.encoding]
      registers[mask.encoding] = Register(
        encoding: mask.encoding,
        zero: mask.zero | (other?.zero ?? 0),
        one: mask.one | (other?.one ?? 0)
      )
    }
    self.registers = registers.values.sorted { $0.encoding < $1.encoding }
    forced = Set(registers.values.filter { $0.zero | $0.one != 0 }.map(\.encoding))
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard vcpu.isCaptured, let judge else { return [] }
    var findings: [Finding] = []
    for register in registers {
      guard let value = vcpu.file[register.encoding],
        value & register.zero | ~value & register.one != 0
      else { continue }
      findings += judge.findings(register.encoding, value)
    }
    return findings
  }

  /// Every bit of the registers that can hold an invalid one.
  func judgedBits(_ id: RegisterID) -> UInt64 {
    id.encoding.map(forced.contains) ?? false ? .max : 0
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
