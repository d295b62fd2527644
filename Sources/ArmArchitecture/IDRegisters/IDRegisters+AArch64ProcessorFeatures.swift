extension IDRegisters {
  /// AArch64 processor features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let processorFeatures: StaticString = """
    ID_AA64PFR0_EL1
      63:60  CSV3         unsigned  lower          0=NI 1=IMP:FEAT_CSV3
      59:56  CSV2         unsigned  lower          0=NI 1=IMP:FEAT_CSV2 2=CSV2_2:FEAT_CSV2_2
                            + 3=CSV2_3:FEAT_CSV2_3
      55:52  RME          unsigned  -              0=NI 1=IMP:FEAT_RME 2=?:FEAT_RME_GPC2
                            + 3=?:FEAT_RME_GPC3
      51:48  DIT          unsigned  lower          0=NI 1=IMP:FEAT_DIT
      47:44  AMU          unsigned  lower          0=NI 1=IMP:FEAT_AMUv1 2=V1P1:FEAT_AMUv1p1
      43:40  MPAM         unsigned  lower          0=0 1=1:FEAT_MPAM
      39:36  SEL2         unsigned  lower          0=NI 1=IMP:FEAT_SEL2
      35:32  SVE          unsigned  lower          0=NI 1=IMP:FEAT_SVE
      31:28  RAS          unsigned  lower          0=NI 1=IMP:FEAT_RAS 2=V1P1:FEAT_DoubleFault
                            + 3=V2:FEAT_RASv2
      27:24  GIC          unsigned  lower          0=NI 1=IMP:FEAT_GICv3 3=V4P1
      23:20  AdvSIMD      signed    lower-signed   0=IMP:FEAT_AdvSIMD 1=FP16 15=NI
      19:16  FP           signed    lower-signed   0=IMP:FEAT_FP 1=FP16 15=NI
      15:12  EL3          unsigned  lower          0=NI 1=IMP:FEAT_AA64EL3 2=AARCH32
      11:8   EL2          unsigned  lower          0=NI 1=IMP:FEAT_AA64EL2 2=AARCH32
      7:4    EL1          unsigned  lower          1=IMP:FEAT_AA64EL1 2=AARCH32:FEAT_AA32EL1
      3:0    EL0          unsigned  lower          1=IMP 2=AARCH32:FEAT_AA32EL0

    ID_AA64PFR1_EL1
      63:60  PFAR         unsigned  -              0=NI 1=IMP:FEAT_PFAR
      59:56  DF2          unsigned  lower          0=NI 1=IMP:FEAT_DoubleFault2
      55:52  MTEX         unsigned  -              0=MTE
                            + 1=MTE4:FEAT_MTE_CANONICAL_TAGS+FEAT_MTE_NO_ADDRESS_TAGS
      51:48  THE          unsigned  -              0=NI 1=IMP:FEAT_THE
      47:44  GCS          unsigned  lower          0=NI 1=IMP:FEAT_GCS
      43:40  MTE_frac     signed    lower-signed   0=ASYNC 15=NI
      39:36  NMI          unsigned  -              0=NI 1=IMP:FEAT_NMI
      35:32  CSV2_frac    unsigned  -              0=NI 1=CSV2_1p1 2=CSV2_1p2
      31:28  RNDR_trap    unsigned  -              0=NI 1=IMP:FEAT_RNG_TRAP
      27:24  SME          unsigned  lower          0=NI 1=IMP:FEAT_SME 2=SME2
      23:20  RES0
      19:16  MPAM_frac    unsigned  lower          0=MINOR_0 1=MINOR_1
      15:12  RAS_frac     unsigned  lower          0=NI 1=RASv1p1
      11:8   MTE          unsigned  lower          0=NI 1=IMP:FEAT_MTE 2=MTE2:FEAT_MTE2
                            + 3=MTE3:FEAT_MTE3+FEAT_MTE_ASYM_FAULT
      7:4    SSBS         unsigned  lower          0=NI 1=IMP:FEAT_SSBS 2=SSBS2:FEAT_SSBS2
      3:0    BT           unsigned  lower          0=NI 1=IMP:FEAT_BTI

    ID_AA64PFR2_EL1
      63:36  RES0
      35:32  FPMR         unsigned  lower          0=NI 1=IMP:FEAT_FPMR
      31:20  RES0
      19:16  UINJ         unsigned  -              0=NI 1=IMP:FEAT_UINJ
      15:12  GCIE         unsigned  lower          0=NI 1=IMP:FEAT_GCIE
      11:8   MTEFAR       unsigned  lower          0=NI 1=IMP:FEAT_MTE_TAGGED_FAR
      7:4    MTESTOREONLY unsigned  lower          0=NI 1=IMP:FEAT_MTE_STORE_ONLY
      3:0    MTEPERM      unsigned  -              0=NI 1=IMP:FEAT_MTE_PERM
    """
}
