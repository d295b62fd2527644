extension IDRegisters {
  /// SVE, SME and floating-point features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let vectorFeatures: StaticString = """
    ID_AA64ZFR0_EL1
      63:60  RES0
      59:56  F64MM        unsigned  lower          0=NI 1=IMP:FEAT_F64MM
      55:52  F32MM        unsigned  lower          0=NI 1=IMP:FEAT_F32MM
      51:48  F16MM        unsigned  lower          0=NI 1=IMP
      47:44  I8MM         unsigned  lower          0=NI 1=IMP
      43:40  SM4          unsigned  lower          0=NI 1=IMP:FEAT_SVE_SM4
      39:36  RES0
      35:32  SHA3         unsigned  lower          0=NI 1=IMP:FEAT_SVE_SHA3
      31:28  RES0
      27:24  B16B16       unsigned  lower          0=NI 1=IMP:FEAT_SVE_B16B16
                            + 2=BFSCALE:FEAT_SVE_BFSCALE 3=B16MM
      23:20  BF16         unsigned  lower          0=NI 1=IMP 2=EBF16
      19:16  BitPerm      unsigned  lower          0=NI 1=IMP:FEAT_SVE_BitPerm
      15:12  EltPerm      unsigned  lower          0=NI 1=IMP
      11:8   RES0
      7:4    AES          unsigned  lower          0=NI 1=IMP:FEAT_SVE_AES
                            + 2=PMULL128:FEAT_SVE_PMULL128 3=AES2:FEAT_SVE_AES2
      3:0    SVEver       unsigned  lower          0=IMP 1=SVE2:FEAT_SVE2 2=SVE2p1:FEAT_SVE2p1
                            + 3=SVE2p2:FEAT_SVE2p2 4=SVE2p3

    ID_AA64SMFR0_EL1
      63     FA64         unsigned  exact=0        0=NI 1=IMP:FEAT_SME_FA64
      62     RES0
      61     LUT6         unsigned  exact=0        0=NI 1=IMP
      60     LUTv2        unsigned  exact=0        0=NI 1=IMP:FEAT_SME_LUTv2
      59:56  SMEver       unsigned  exact=0        0=SME 1=SME2 2=SME2p1:FEAT_SME2p1 3=SME2p2
                            + 4=SME2p3
      55:52  I16I64       unsigned  exact=0        0=NI 15=IMP
      51:49  RES0
      48     F64F64       unsigned  exact=0        0=NI 1=IMP:FEAT_SME_F64F64
      47:44  I16I32       unsigned  exact=0        0=NI 5=IMP
      43     B16B16       unsigned  exact=0        0=NI 1=IMP:FEAT_SME_B16B16
      42     F16F16       unsigned  exact=0        0=NI 1=IMP:FEAT_SME_F16F16
      41     F8F16        unsigned  exact=0        0=NI 1=IMP:FEAT_SME_F8F16
      40     F8F32        unsigned  exact=0        0=NI 1=IMP:FEAT_SME_F8F32
      39:36  I8I32        unsigned  exact=0        0=NI 15=IMP
      35     F16F32       unsigned  exact=0        0=NI 1=IMP
      34     B16F32       unsigned  exact=0        0=NI 1=IMP
      33     BI32I32      unsigned  exact=0        0=NI 1=IMP
      32     F32F32       unsigned  exact=0        0=NI 1=IMP
      31     RES0
      30     SF8FMA       unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_FP8FMA
      29     SF8DP4       unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_FP8DOT4
      28     SF8DP2       unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_FP8DOT2
      27:26  RES0
      25     SBitPerm     unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_BitPerm
      24     AES          unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_AES
      23     SFEXPA       unsigned  exact=0        0=NI 1=IMP:FEAT_SSVE_FEXPA
      22:17  RES0
      16     STMOP        unsigned  exact=0        0=NI 1=IMP:FEAT_SME_TMOP
      15:1   RES0
      0      SMOP4        unsigned  exact=0        0=NI 1=IMP:FEAT_SME_MOP4

    ID_AA64FPFR0_EL1
      63:32  RES0
      31     F8CVT        unsigned  exact=0        0=NI 1=IMP:FEAT_FP8
      30     F8FMA        unsigned  exact=0        0=NI 1=IMP:FEAT_FP8FMA
      29     F8DP4        unsigned  exact=0        0=NI 1=IMP:FEAT_FP8DOT4
      28     F8DP2        unsigned  exact=0        0=NI 1=IMP:FEAT_FP8DOT2
      27     F8MM8        unsigned  exact=0        0=NI 1=IMP
      26     F8MM4        unsigned  exact=0        0=NI 1=IMP
      25:16  RES0
      15     F16MM2       unsigned  exact=0        0=NI 1=IMP
      14:8   RES0
      7:2    RAZ
      1      F8E4M3       unsigned  exact=0        0=NI 1=IMP
      0      F8E5M2       unsigned  exact=0        0=NI 1=IMP
    """
}
