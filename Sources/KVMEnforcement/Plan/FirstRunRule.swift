import ArmArchitecture

/// What a kernel corrects in a VM's ID registers when its first vCPU runs for the first time.
///
/// A row holds on a range of kernels; the rows of a kernel apply in the order of the table.
struct FirstRunRule: Sendable {
  /// What a row does.
  enum Correction: Sendable {
    /// The field becomes 0 unless the condition holds.
    case clear(unless: Predicate)
    /// The field becomes the number given for the VM's interrupt controller; a model without a
    /// number leaves it alone.
    case interruptController([GICModel: UInt64])
  }

  let field: String
  let correction: Correction
  let kernels: KernelRange

  /// Every correction.
  ///
  /// - Source: kernel `arch/arm64/kvm/config.c` (`kvm_idregs_enforce_dependencies`) and
  ///   `arch/arm64/kvm/sys_regs.c` (`kvm_finalize_sys_regs`), 7.3; what 6.12 to 7.2 answer.
  static let all = [
    FirstRunRule(
      field: "ID_AA64MMFR3_EL1.S1PIE",
      correction: .clear(unless: .all([.feature("FEAT_TCR2"), .feature("FEAT_ATS1A")])),
      kernels: KernelRange(first: KernelVersion(7, 3), last: nil)
    ),
    FirstRunRule(
      field: "ID_AA64MMFR3_EL1.S1POE",
      correction: .clear(
        unless: .all([.feature("FEAT_TCR2"), .feature("FEAT_ATS1A"), .feature("FEAT_HPDS")])
      ),
      kernels: KernelRange(first: KernelVersion(7, 3), last: nil)
    ),
    FirstRunRule(
      field: "ID_AA64PFR0_EL1.GIC",
      correction: .interruptController([.none: 0, .v2: 0, .v3: 1, .v5: 0]),
      kernels: KernelRange(first: KernelVersion(7, 2), last: nil)
    ),
    FirstRunRule(
      field: "ID_AA64PFR2_EL1.GCIE",
      correction: .interruptController([.none: 0, .v2: 0, .v3: 0, .v5: 1]),
      kernels: KernelRange(first: KernelVersion(7, 2), last: nil)
    ),
    FirstRunRule(
      field: "ID_AA64PFR0_EL1.GIC",
      correction: .interruptController([.none: 0]),
      kernels: KernelRange(first: nil, last: KernelVersion(6, 18))
    ),
    FirstRunRule(
      field: "ID_PFR1_EL1.GIC",
      correction: .interruptController([.none: 0]),
      kernels: KernelRange(first: nil, last: KernelVersion(6, 18))
    ),
  ]
}
