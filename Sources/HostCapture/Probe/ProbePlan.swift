import ArmArchitecture

/// What a probe tries, as data: the agent's tables are generated from it too.
public enum ProbePlan {
  /// The fields whose tolerance no document can show.
  ///
  /// KVM accepts and drops values of them that depend on the host's own, hidden, value.
  public static let tolerances = [
    "ID_AA64PFR0_EL1.MPAM", "ID_AA64PFR1_EL1.MPAM_frac", "ID_AA64PFR1_EL1.MTE_frac",
    "ID_AA64MMFR2_EL1.NV",
  ]

  /// One field, lowered.
  public struct Lowering: Hashable, Sendable {
    /// The field's path.
    public let field: String
    /// The value it is given.
    public let value: UInt64
  }

  /// The configurations under which the guest runs, besides the default: one field lowered in each.
  ///
  /// They are the fields that decide which encodings exist.
  public static let lowerings = [
    ("ID_AA64ISAR0_EL1.TLB", 1), ("ID_AA64ISAR0_EL1.TLB", 0), ("ID_AA64ISAR1_EL1.SPECRES", 0),
    ("ID_AA64ISAR1_EL1.DPB", 0), ("ID_AA64ISAR1_EL1.XS", 0), ("ID_AA64ISAR2_EL1.ATS1A", 0),
    ("ID_AA64PFR0_EL1.RAS", 0), ("ID_AA64PFR2_EL1.FPMR", 0), ("ID_AA64DFR0_EL1.PMUVer", 0),
    ("ID_AA64MMFR1_EL1.PAN", 1), ("ID_AA64MMFR1_EL1.LO", 0), ("ID_AA64MMFR3_EL1.S1PIE", 0),
    ("ID_AA64MMFR3_EL1.TCRX", 0), ("ID_AA64MMFR3_EL1.SCTLRX", 0),
  ].map { Lowering(field: $0.0, value: UInt64($0.1)) }

  /// The profiles whose guests are measured, the first of them the one at EL1.
  public static let profiles = ["all", "el2_all"]

  /// The registers whose masks are read back, ascending: every one that a kernel sanitises.
  public static let maskedRegisters: [Encoding] = Set(
    BitRules.kernels.flatMap { kernel in
      (BitRules.standard.registers(on: kernel) ?? []).filter(\.isApplied).map(\.encoding)
    }
  ).sorted()
}
