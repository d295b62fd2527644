import ArmArchitecture

extension VCPUFeature {
  /// The features a vCPU was initialised with, as its captured registers tell.
  ///
  /// - SVE, pointer authentication, EL2: by their registers.
  /// - EL2 with E2H fixed to 0: EL2 and ID_AA64MMFR4_EL1.E2H0 = 0; without that register, EL2 and
  ///   no CNTHV_CTL_EL2 (which 6.16 lists all the same).
  /// - PSCI 0.2: unless the PSCI version is 0.1.
  /// - PMU: by PMCR_EL0. Kernels up to 5.10 listed it without a PMU, full of reset poison: there
  ///   the ID register decides.
  /// - AArch32 EL1: only from a PSTATE in an AArch32 mode of EL1.
  ///
  /// - Complexity: O(log *n*) in the registers.
  public static func inferred(from registers: RegisterFile) -> VCPUFeatures {
    func has(_ name: String) -> Bool {
      RegisterNames.standard.encoding(named: name).flatMap { registers[$0] } != nil
    }
    func field(_ path: String) -> UInt64? {
      IDRegisters.standard.field(path).flatMap { field in
        registers[field.encoding].map(field.bits.extract)
      }
    }
    func word(_ raw: UInt64) -> UInt64? {
      RegisterID(rawValue: raw).flatMap { registers[$0]?.first }
    }
    var features: VCPUFeatures = []
    if word(0x6030_0000_0014_0000) != 1 { features.insert(.psci) }
    if has("PMCR_EL0"),
      field("ID_AA64DFR0_EL1.PMUVer") ?? 1 != 0 || !isPoison("PMCR_EL0", registers)
    {
      features.insert(.pmuV3)
    }
    if has("ZCR_EL1") || word(RestorePlan.vectorLengths) != nil { features.insert(.sve) }
    if has("APIAKEYLO_EL1") { features.insert(.ptrauthAddress) }
    if has("APGAKEYLO_EL1") { features.insert(.ptrauthGeneric) }
    if has("HCR_EL2") {
      features.insert(.el2)
      let hasE2H0 = field("ID_AA64MMFR4_EL1.E2H0").map { $0 == 0 } ?? !has("CNTHV_CTL_EL2")
      if hasE2H0 { features.insert(.el2E2H0) }
    }
    if let mode = word(0x6030_0000_0010_0042).map({ $0 & 0x1f }), mode > 0x10 {
      features.insert(.el1AArch32)
    }
    return features
  }

  /// True when the VM was given MTE: its tag registers are listed.
  public static func hasMTE(_ registers: RegisterFile) -> Bool {
    ["RGSR_EL1", "GCR_EL1"].contains { name in
      RegisterNames.standard.encoding(named: name).flatMap { registers[$0] } != nil
    }
  }

  /// True when a register holds KVM's reset poison: it was never written.
  private static func isPoison(_ name: String, _ registers: RegisterFile) -> Bool {
    let value = RegisterNames.standard.encoding(named: name).flatMap { registers[$0] }
    return value == 0x1de7_ec7e_dbad_c0de
  }
}
