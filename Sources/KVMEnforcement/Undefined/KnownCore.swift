import ArmArchitecture

/// A CPU core whose trap capabilities follow from its identity.
///
/// Only cores with a cited source; any other core is unknown.
struct KnownCore: Sendable {
  let name: String
  let capabilities: TrapCapabilities

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
      capabilities.errorRecords = false
      capabilities.shareabilityTraps = false
    case 0xd0b:  // Cortex-A76 TRM (100798), section A1.1: Armv8.2-A with the RAS Extension.
      name = "Cortex-A76"
      capabilities.errorRecords = true
    case 0xd0c:  // Neoverse N1 TRM (100616), section A1.1: Armv8.2-A with RAS. Record kvm-n1-7.3.
      name = "Neoverse N1"
      capabilities.errorRecords = true
    default: return nil
    }
    self.capabilities = capabilities
  }
}
