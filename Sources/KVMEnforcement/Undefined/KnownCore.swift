import ArmArchitecture

/// A CPU core whose trap capabilities, and what it lacks, follow from its identity.
///
/// Only cores with a cited source; any other core is unknown.
struct KnownCore: Sendable {
  let name: String
  let capabilities: TrapCapabilities
  /// Features that the core lacks, of those of which a record may not tell and that a core without
  /// FEAT_FGT can have.
  let lacking: [String]

  /// The core with that MIDR_EL1, implementer (bits 31:24) and part number (bits 15:4) compared; nil
  /// when it is not known.
  init?(midr: UInt64) {
    guard midr >> 24 & 0xff == 0x41 else { return nil }
    var capabilities = TrapCapabilities()
    // FEAT_FGT came with Armv8.6, FEAT_HCX with Armv8.7, the others later (Arm ARM section A2): a
    // core of Armv8.0 or Armv8.2 has none of them.
    capabilities.fineGrainedTraps = false
    capabilities.fineGrainedTraps2 = false
    capabilities.extendedConfiguration = false
    capabilities.interruptController5 = false
    switch midr >> 4 & 0xfff {
    case 0xd08:  // Cortex-A72 TRM (100095), section 1.1: Armv8-A. Record cortex-a72-linux-6.18.15.
      name = "Cortex-A72"
      lacking = Self.newerThanArmv8p1 + Self.newerThanArmv8p3
      capabilities.errorRecords = false
      capabilities.shareabilityTraps = false
    case 0xd0b:  // Cortex-A76 TRM (100798), section A1.1: Armv8.2-A with the RAS Extension.
      name = "Cortex-A76"
      // The same manual: PMSVer, MPAM and CCIDX of the ID registers reset to 0.
      lacking = Self.newerThanArmv8p3 + ["FEAT_SPE", "FEAT_MPAM", "FEAT_CCIDX"]
      capabilities.errorRecords = true
    case 0xd0c:  // Neoverse N1 TRM (100616), section A1.1: Armv8.2-A with RAS. Record kvm-n1-7.3.
      name = "Neoverse N1"
      // The same manual: MPAM and CCIDX of the ID registers reset to 0.
      lacking = Self.newerThanArmv8p3 + ["FEAT_MPAM", "FEAT_CCIDX"]
      capabilities.errorRecords = true
    default: return nil
    }
    self.capabilities = capabilities
  }

  /// Came with Armv8.2 to Armv8.5: a core of Armv8.0 takes from Armv8.1 at most.
  ///
  /// - Source: Arm ARM section A2.
  private static let newerThanArmv8p1 = [
    "FEAT_SPE", "FEAT_SPEv1p1", "FEAT_SPEv1p2", "FEAT_MPAM", "FEAT_MPAMv0p1", "FEAT_MPAMv1p1",
    "FEAT_CCIDX", "FEAT_CSV2_2", "FEAT_CSV2_3",
    "FEAT_NV",
  ]

  /// Came with Armv8.4, Armv8.5 or Armv9.0: a core of Armv8.2 takes from Armv8.3 at most.
  ///
  /// - Source: Arm ARM sections A2.2 and A2.3.
  private static let newerThanArmv8p3 = [
    "FEAT_TRF", "FEAT_AMUv1", "FEAT_AMUv1p1", "FEAT_NV2", "FEAT_MTE", "FEAT_TRBE",
  ]
}
