/// What a host's kernel knows about its CPUs and no vCPU's registers show.
///
/// A fact that is nil is unknown: what depends on it is undecided, never allowed.
public struct HostFacts: Hashable, Sendable {
  /// True when every CPU runs AArch32 at EL0.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`aa32_id_visibility`), 7.3.
  public var has32BitEL0: Bool
  /// True when a GICv5 host offers its GICv3-compatible legacy interface.
  public var hasGICv5LegacyInterface: Bool
  /// The host's sanitised ID_AA64PFR0_EL1.MPAM.
  public var mpam: UInt64?
  /// The host's sanitised ID_AA64PFR1_EL1.MPAM_frac.
  public var mpamFrac: UInt64?
  /// The host's sanitised ID_AA64MMFR2_EL1.NV.
  public var nv: UInt64?
  /// The host's sanitised ID_AA64PFR1_EL1.MTE.
  public var mte: UInt64?
  /// The host's sanitised ID_AA64PFR1_EL1.MTE_frac.
  public var mteFrac: UInt64?

  /// Collects facts; everything but 32-bit EL0 is unknown unless given.
  public init(
    has32BitEL0: Bool,
    hasGICv5LegacyInterface: Bool = false,
    mpam: UInt64? = nil,
    mpamFrac: UInt64? = nil,
    nv: UInt64? = nil,
    mte: UInt64? = nil,
    mteFrac: UInt64? = nil
  ) {
    self.has32BitEL0 = has32BitEL0
    self.hasGICv5LegacyInterface = hasGICv5LegacyInterface
    self.mpam = mpam
    self.mpamFrac = mpamFrac
    self.nv = nv
    self.mte = mte
    self.mteFrac = mteFrac
  }
}
