extension IDRegisters {
  /// AArch64 instruction-set attributes.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let instructionSet: StaticString = """
    ID_AA64ISAR0_EL1
      63:60  RNDR         unsigned  lower          0=NI 1=IMP:FEAT_RNG
      59:56  TLB          unsigned  lower          0=NI 1=OS:FEAT_TLBIOS 2=RANGE:FEAT_TLBIRANGE
      55:52  TS           unsigned  lower          0=NI 1=FLAGM:FEAT_FlagM 2=FLAGM2:FEAT_FlagM2
      51:48  FHM          unsigned  lower          0=NI 1=IMP:FEAT_FHM 2=F16F32DOT 3=F16F32MM
      47:44  DP           unsigned  lower          0=NI 1=IMP:FEAT_DotProd
      43:40  SM4          unsigned  lower          0=NI 1=IMP:FEAT_SM4
      39:36  SM3          unsigned  lower          0=NI 1=IMP:FEAT_SM3
      35:32  SHA3         unsigned  lower          0=NI 1=IMP:FEAT_SHA3
      31:28  RDM          unsigned  lower          0=NI 1=IMP:FEAT_RDM
      27:24  RES0
      23:20  ATOMIC       unsigned  lower          0=NI 2=IMP:FEAT_LSE 3=FEAT_LSE128:FEAT_LSE128
      19:16  CRC32        unsigned  lower          0=NI 1=IMP:FEAT_CRC32
      15:12  SHA2         unsigned  lower          0=NI 1=SHA256:FEAT_SHA256 2=SHA512:FEAT_SHA512
      11:8   SHA1         unsigned  lower          0=NI 1=IMP:FEAT_SHA1
      7:4    AES          unsigned  lower          0=NI 1=AES:FEAT_AES 2=PMULL:FEAT_PMULL
      3:0    RES0

    ID_AA64ISAR1_EL1
      63:60  LS64         unsigned  lower          0=NI 1=LS64:FEAT_LS64 2=LS64_V:FEAT_LS64_V
                            + 3=LS64_ACCDATA:FEAT_LS64_ACCDATA 4=LS64WB:FEAT_LS64WB
      59:56  XS           unsigned  lower          0=NI 1=IMP:FEAT_XS
      55:52  I8MM         unsigned  lower          0=NI 1=IMP
      51:48  DGH          unsigned  lower          0=NI 1=IMP:FEAT_DGH
      47:44  BF16         unsigned  lower          0=NI 1=IMP 2=EBF16
      43:40  SPECRES      unsigned  lower          0=NI 1=IMP:FEAT_SPECRES 2=COSP_RCTX:FEAT_SPECRES2
      39:36  SB           unsigned  lower          0=NI 1=IMP:FEAT_SB
      35:32  FRINTTS      unsigned  lower          0=NI 1=IMP:FEAT_FRINTTS
      31:28  GPI          unsigned  lower          0=NI 1=IMP
      27:24  GPA          unsigned  lower          0=NI 1=IMP
      23:20  LRCPC        unsigned  lower          0=NI 1=IMP:FEAT_LRCPC 2=LRCPC2:FEAT_LRCPC2
                            + 3=LRCPC3:FEAT_LRCPC3
      19:16  FCMA         unsigned  lower          0=NI 1=IMP:FEAT_FCMA
      15:12  JSCVT        unsigned  lower          0=NI 1=IMP:FEAT_JSCVT
      11:8   API          unsigned  exact=0        0=NI 1=PAuth 2=EPAC 3=PAuth2 4=FPAC 5=FPACCOMBINE
                            + 6=PAuth_LR
      7:4    APA          unsigned  exact=0        0=NI 1=PAuth 2=EPAC 3=PAuth2 4=FPAC 5=FPACCOMBINE
                            + 6=PAuth_LR
      3:0    DPB          unsigned  lower          0=NI 1=IMP:FEAT_DPB 2=DPB2:FEAT_DPB2

    ID_AA64ISAR2_EL1
      63:60  ATS1A        unsigned  lower          0=NI 1=IMP:FEAT_ATS1A
      59:56  LUT          unsigned  lower          0=NI 1=IMP:FEAT_LUT 2=LUT6
      55:52  CSSC         unsigned  lower          0=NI 1=IMP:FEAT_CSSC 2=CMPBR:FEAT_CMPBR
      51:48  RPRFM        unsigned  lower          0=NI 1=IMP:FEAT_RPRFM
      47:44  PCDPHINT     unsigned  -              0=NI 1=IMP:FEAT_PCDPHINT
      43:40  PRFMSLC      unsigned  -              0=NI 1=IMP:FEAT_PRFMSLC
      39:36  SYSINSTR_128 unsigned  -              0=NI 1=IMP:FEAT_SYSINSTR128
      35:32  SYSREG_128   unsigned  -              0=NI 1=IMP:FEAT_SYSREG128
      31:28  CLRBHB       unsigned  lower          0=NI 1=IMP:FEAT_CLRBHB
      27:24  PAC_frac     unsigned  -              0=NI 1=IMP
      23:20  BC           unsigned  lower          0=NI 1=IMP:FEAT_HBC
      19:16  MOPS         unsigned  lower          0=NI 1=IMP:FEAT_MOPS
      15:12  APA3         unsigned  exact=0        0=NI 1=PAuth 2=EPAC 3=PAuth2 4=FPAC 5=FPACCOMBINE
                            + 6=PAuth_LR
      11:8   GPA3         unsigned  lower          0=NI 1=IMP
      7:4    RPRES        unsigned  lower          0=NI 1=IMP:FEAT_RPRES
      3:0    WFxT         unsigned  lower          0=NI 2=IMP:FEAT_WFxT

    ID_AA64ISAR3_EL1
      63:32  RES0
      31:28  FPRCVT       unsigned  lower          0=NI 1=IMP:FEAT_FPRCVT
      27:24  LSUI         unsigned  lower          0=NI 1=IMP:FEAT_LSUI
      23:20  OCCMO        unsigned  -              0=NI 1=IMP:FEAT_OCCMO
      19:16  LSFE         unsigned  lower          0=NI 1=IMP:FEAT_LSFE
      15:12  PACM         unsigned  -              0=NI 1=TRIVIAL_IMP 2=FULL_IMP
      11:8   TLBIW        unsigned  -              0=NI 1=IMP:FEAT_TLBIW
      7:4    FAMINMAX     unsigned  lower          0=NI 1=IMP:FEAT_FAMINMAX
      3:0    CPA          unsigned  -              0=NI 1=IMP:FEAT_CPA 2=CPA2:FEAT_CPA2
    """
}
