extension RegisterNames {
  /// Identification and cache registers (`op0` = 3, `CRn` = 0).
  ///
  /// Notation: ``RegisterNames/parse(_:)``.
  ///
  /// - Source: Arm ARM section C5; kernel `arch/arm64/tools/sysreg` and
  ///   `arch/arm64/include/asm/sysreg.h`, version 7.3.
  static let identification: StaticString = """
    S3_0_C0_C0_0    MIDR_EL1
    S3_0_C0_C0_5    MPIDR_EL1
    S3_0_C0_C0_6    REVIDR_EL1
    S3_0_C0_C1_0    ID_PFR0_EL1
    S3_0_C0_C1_1    ID_PFR1_EL1
    S3_0_C0_C1_2    ID_DFR0_EL1
    S3_0_C0_C1_3    ID_AFR0_EL1
    S3_0_C0_C1_4    ID_MMFR0_EL1
    S3_0_C0_C1_5    ID_MMFR1_EL1
    S3_0_C0_C1_6    ID_MMFR2_EL1
    S3_0_C0_C1_7    ID_MMFR3_EL1
    S3_0_C0_C2_0    ID_ISAR0_EL1
    S3_0_C0_C2_1    ID_ISAR1_EL1
    S3_0_C0_C2_2    ID_ISAR2_EL1
    S3_0_C0_C2_3    ID_ISAR3_EL1
    S3_0_C0_C2_4    ID_ISAR4_EL1
    S3_0_C0_C2_5    ID_ISAR5_EL1
    S3_0_C0_C2_6    ID_MMFR4_EL1
    S3_0_C0_C2_7    ID_ISAR6_EL1
    S3_0_C0_C3_0    MVFR0_EL1
    S3_0_C0_C3_1    MVFR1_EL1
    S3_0_C0_C3_2    MVFR2_EL1
    S3_0_C0_C3_4    ID_PFR2_EL1
    S3_0_C0_C3_5    ID_DFR1_EL1
    S3_0_C0_C3_6    ID_MMFR5_EL1
    S3_0_C0_C4_0    ID_AA64PFR0_EL1
    S3_0_C0_C4_1    ID_AA64PFR1_EL1
    S3_0_C0_C4_2    ID_AA64PFR2_EL1
    S3_0_C0_C4_4    ID_AA64ZFR0_EL1
    S3_0_C0_C4_5    ID_AA64SMFR0_EL1
    S3_0_C0_C4_7    ID_AA64FPFR0_EL1
    S3_0_C0_C5_0    ID_AA64DFR0_EL1
    S3_0_C0_C5_1    ID_AA64DFR1_EL1
    S3_0_C0_C5_2    ID_AA64DFR2_EL1
    S3_0_C0_C5_4    ID_AA64AFR0_EL1
    S3_0_C0_C5_5    ID_AA64AFR1_EL1
    S3_0_C0_C6_0    ID_AA64ISAR0_EL1
    S3_0_C0_C6_1    ID_AA64ISAR1_EL1
    S3_0_C0_C6_2    ID_AA64ISAR2_EL1
    S3_0_C0_C6_3    ID_AA64ISAR3_EL1
    S3_0_C0_C7_0    ID_AA64MMFR0_EL1
    S3_0_C0_C7_1    ID_AA64MMFR1_EL1
    S3_0_C0_C7_2    ID_AA64MMFR2_EL1
    S3_0_C0_C7_3    ID_AA64MMFR3_EL1
    S3_0_C0_C7_4    ID_AA64MMFR4_EL1
    S3_1_C0_C0_0    CCSIDR_EL1
    S3_1_C0_C0_1    CLIDR_EL1
    S3_1_C0_C0_2    CCSIDR2_EL1
    S3_1_C0_C0_4    GMID_EL1
    S3_1_C0_C0_6    SMIDR_EL1
    S3_1_C0_C0_7    AIDR_EL1
    S3_2_C0_C0_0    CSSELR_EL1
    S3_3_C0_C0_1    CTR_EL0
    S3_3_C0_C0_7    DCZID_EL0
    S3_4_C0_C0_0    VPIDR_EL2
    S3_4_C0_C0_5    VMPIDR_EL2
    """
}
