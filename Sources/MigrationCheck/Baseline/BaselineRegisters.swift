import ArmArchitecture

/// The registers outside of the ID space that a baseline speaks of.
enum BaselineRegisters {
  static let psciVersion = RegisterID("0x6030000000140000")
  /// The levels of the SMCCC workarounds, which nothing can set.
  static let workarounds = ids("0x6030000000140001", "0x6030000000140002", "0x6030000000140003")
  /// Which services the firmware offers: a VM can have fewer.
  static let services = ids("0x6030000000160000", "0x6030000000160001", "0x6030000000160002")
  static let vectorLengths = KVMRegisterNames.standard.id(named: "KVM_REG_ARM64_SVE_VLS")
  static let pmcr = RegisterID("PMCR_EL0")
  static let pmmir = RegisterID("PMMIR_EL1")
  static let clidr = RegisterID("CLIDR_EL1")
  static let ctr = RegisterID("CTR_EL0")
  static let gmid = RegisterID("GMID_EL1")
  /// What CPU the guest believes to run on.
  static let identity = ids("MIDR_EL1", "REVIDR_EL1", "AIDR_EL1")
  /// CCSIDR_EL1 by selector: data caches at even places, instruction caches at odd ones.
  static let cacheGeometry = (0..<14).compactMap {
    RegisterID(rawValue: 0x6020_0000_0011_0000 + UInt64($0))
  }

  private static func ids(_ words: String...) -> [RegisterID] {
    words.compactMap { RegisterID($0) }
  }
}
