import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 5: the number of event counters, which KVM accepts silently whatever it is.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`set_pmcr`), 7.3: a larger N is ignored, and a VM
///   with EL2 can never set it by register.
struct PMUCheck: GroupCheck {
  private let context: MoveContext
  private let target: UInt64?

  init(_ context: MoveContext) {
    self.context = context
    target = Self.counters(context.target.profile.registers)
  }

  func judgedBits(_ id: RegisterID) -> UInt64 { id == BaselineRegisters.pmcr ? .max : 0 }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard context.guest.features.contains(.pmuV3), let target,
      let vm = Self.counters(vcpu.file),
      context.guest.hasEL2 ? vm != target : vm > target
    else { return [] }
    let host = context.target.host.name
    var finding = FindingKind.pmuCounters.finding(
      .refuse,
      "PMCR_EL0.N",
      context.guest.hasEL2 && vm < target
        ? "the VM has \(vm) event counters; \(host) gives a VM with EL2 \(target), which no register "
          + "write changes"
        : "the VM has \(vm) event counters, \(host) has \(target) and ignores the rest"
    )
    finding.register = "PMCR_EL0"
    finding.field = "N"
    finding.msb = 15
    finding.lsb = 11
    finding.source = "0x" + String(vm, radix: 16)
    finding.target = "0x" + String(target, radix: 16)
    finding.beyondKvm = true
    finding.remedy = FindingKind.pmuCounters.remedy
    return [finding]
  }

  private static func counters(_ registers: RegisterFile) -> UInt64? {
    RegisterNames.standard.encoding(named: "PMCR_EL0").flatMap { registers[$0] }
      .map { $0 >> 11 & 0x1f }
  }
}
