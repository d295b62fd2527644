extension IDRegisters {
  /// AArch64 debug and auxiliary features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let debugFeatures: StaticString = """
    ID_AA64DFR0_EL1
      63:60  HPMN0        unsigned  -              0=UNPREDICTABLE 1=DEF:FEAT_HPMN0
      59:56  ExtTrcBuff   unsigned  -              0=NI 1=IMP:FEAT_TRBE_EXT
      55:52  BRBE         unsigned  -              0=NI 1=IMP:FEAT_BRBE 2=BRBE_V1P1:FEAT_BRBEv1p1
      51:48  MTPMU        signed    -              0=NI_IMPDEF 1=IMP:FEAT_MTPMU 15=NI
      47:44  TraceBuffer  unsigned  -              0=NI 1=IMP:FEAT_TRBE 2=TRBE_V1P1:FEAT_TRBEv1p1
      43:40  TraceFilt    unsigned  -              0=NI 1=IMP:FEAT_TRF
      39:36  DoubleLock   signed    lower-signed   0=IMP:FEAT_DoubleLock 15=NI
      35:32  PMSVer       unsigned  lower          0=NI 1=IMP:FEAT_SPE 2=V1P1:FEAT_SPEv1p1
                            + 3=V1P2:FEAT_SPEv1p2 4=V1P3:FEAT_SPEv1p3 5=V1P4:FEAT_SPEv1p4
                            + 6=V1P5:FEAT_SPEv1p5
      31:28  CTX_CMPs     unsigned  lower
      27:24  SEBEP        unsigned  -              0=NI 1=IMP:FEAT_SEBEP
      23:20  WRPs         unsigned  lower
      19:16  PMSS         unsigned  -              0=NI 1=IMP:FEAT_PMUv3_SS
      15:12  BRPs         unsigned  lower
      11:8   PMUVer       unsigned  lower          0=NI 1=IMP:FEAT_PMUv3 4=V3P1 5=V3P4:FEAT_PMUv3p4
                            + 6=V3P5 7=V3P7 8=V3P8:FEAT_PMUv3p8 9=V3P9 15=IMP_DEF
      7:4    TraceVer     unsigned  -              0=NI 1=IMP:FEAT_TRC_SR
      3:0    DebugVer     unsigned  lower          6=IMP 7=VHE:FEAT_Debugv8p1 8=V8P2:FEAT_Debugv8p2
                            + 9=V8P4:FEAT_Debugv8p4 10=V8P8:FEAT_Debugv8p8 11=V8P9:FEAT_Debugv8p9

    ID_AA64DFR1_EL1
      63:56  ABL_CMPs     unordered -
      55:52  DPFZS        unsigned  -              0=IGNR 1=FRZN:FEAT_SPE_DPFZS
      51:48  EBEP         unsigned  -              0=NI 1=IMP:FEAT_EBEP
      47:44  ITE          unsigned  -              0=NI 1=IMP:FEAT_ITE
      43:40  ABLE         unsigned  -              0=NI 1=IMP:FEAT_ABLE
      39:36  PMICNTR      unsigned  -              0=NI 1=IMP:FEAT_PMUv3_ICNTR
      35:32  SPMU         unsigned  -              0=NI 1=IMP:FEAT_SPMU 2=IMP_SPMZR:FEAT_SPMU2
      31:24  CTX_CMPs     unordered -
      23:16  WRPs         unordered -
      15:8   BRPs         unordered -
      7:0    SYSPMUID     unordered -

    ID_AA64DFR2_EL1
      63:28  RES0
      27:24  TRBE_EXC     unsigned  -              0=NI 1=IMP:FEAT_TRBE_EXC
      23:20  SPE_nVM      unsigned  -              0=NI 1=IMP:FEAT_SPE_nVM
      19:16  SPE_EXC      unsigned  -              0=NI 1=IMP:FEAT_SPE_EXC
      15:8   RES0
      7:4    BWE          unsigned  -              0=NI 1=FEAT_BWE:FEAT_BWE 2=FEAT_BWE2:FEAT_BWE2
      3:0    STEP         unsigned  -              0=NI 1=IMP:FEAT_STEP2

    ID_AA64AFR0_EL1
      63:32  RES0
      31:28  IMPDEF7      unordered -
      27:24  IMPDEF6      unordered -
      23:20  IMPDEF5      unordered -
      19:16  IMPDEF4      unordered -
      15:12  IMPDEF3      unordered -
      11:8   IMPDEF2      unordered -
      7:4    IMPDEF1      unordered -
      3:0    IMPDEF0      unordered -

    ID_AA64AFR1_EL1
      63:0   RES0
    """
}
