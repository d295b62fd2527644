extension RegisterNames {
  /// Memory attributes, permission indirection, LOR and MPAM (`op0` = 3, `CRn` = 10).
  ///
  /// Notation: ``RegisterNames/parse(_:)``.
  ///
  /// - Source: Arm ARM section C5; kernel `arch/arm64/tools/sysreg` and
  ///   `arch/arm64/include/asm/sysreg.h`, version 7.3.
  static let memory: StaticString = """
    S3_0_C10_C2_0   MAIR_EL1
    S3_0_C10_C2_1   MAIR2_EL1
    S3_0_C10_C2_2   PIRE0_EL1
    S3_0_C10_C2_3   PIR_EL1
    S3_0_C10_C2_4   POR_EL1
    S3_0_C10_C2_5   S2POR_EL1
    S3_0_C10_C3_0   AMAIR_EL1
    S3_0_C10_C3_1   AMAIR2_EL1
    S3_0_C10_C4_0   LORSA_EL1
    S3_0_C10_C4_1   LOREA_EL1
    S3_0_C10_C4_2   LORN_EL1
    S3_0_C10_C4_3   LORC_EL1
    S3_0_C10_C4_4   MPAMIDR_EL1
    S3_0_C10_C4_7   LORID_EL1
    S3_0_C10_C5_0   MPAM1_EL1
    S3_0_C10_C5_1   MPAM0_EL1
    S3_0_C10_C5_3   MPAMSM_EL1
    S3_3_C10_C2_4   POR_EL0
    S3_4_C10_C1_1   MAIR2_EL2
    S3_4_C10_C2_0   MAIR_EL2
    S3_4_C10_C2_2   PIRE0_EL2
    S3_4_C10_C2_3   PIR_EL2
    S3_4_C10_C2_4   POR_EL2
    S3_4_C10_C2_5   S2PIR_EL2
    S3_4_C10_C3_0   AMAIR_EL2
    S3_4_C10_C3_1   AMAIR2_EL2
    S3_4_C10_C4_0   MPAMHCR_EL2
    S3_4_C10_C4_1   MPAMVPMV_EL2
    S3_4_C10_C5_0   MPAM2_EL2
    S3_4_C10_C6_0   MPAMVPM0_EL2
    S3_4_C10_C6_1   MPAMVPM1_EL2
    S3_4_C10_C6_2   MPAMVPM2_EL2
    S3_4_C10_C6_3   MPAMVPM3_EL2
    S3_4_C10_C6_4   MPAMVPM4_EL2
    S3_4_C10_C6_5   MPAMVPM5_EL2
    S3_4_C10_C6_6   MPAMVPM6_EL2
    S3_4_C10_C6_7   MPAMVPM7_EL2
    S3_5_C10_C2_0   MAIR_EL12
    S3_5_C10_C2_2   PIRE0_EL12
    S3_5_C10_C2_3   PIR_EL12
    S3_5_C10_C2_4   POR_EL12
    S3_5_C10_C3_0   AMAIR_EL12
    S3_5_C10_C5_0   MPAM1_EL12
    """
}
