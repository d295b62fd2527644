extension IDRegisters {
  /// AArch64 memory model features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let memoryModel: StaticString = """
    ID_AA64MMFR0_EL1
      63:60  ECV          unsigned  lower          0=NI 1=IMP:FEAT_ECV 2=CNTPOFF:FEAT_ECV_POFF
      59:56  FGT          unsigned  lower          0=NI 1=IMP:FEAT_FGT 2=FGT2:FEAT_FGT2
      55:48  RES0
      47:44  EXS          unsigned  lower          0=NI 1=IMP:FEAT_ExS
      43:40  TGRAN4_2     unsigned  exact=1        0=TGRAN4 1=NI 2=IMP 3=52_BIT
      39:36  TGRAN64_2    unsigned  exact=1        0=TGRAN64 1=NI 2=IMP
      35:32  TGRAN16_2    unsigned  exact=1        0=TGRAN16 1=NI 2=IMP 3=52_BIT
      31:28  TGRAN4       signed    lower-signed   0=IMP:FEAT_TGran4K 1=52_BIT 15=NI
      27:24  TGRAN64      signed    lower-signed   0=IMP:FEAT_TGran64K 15=NI
      23:20  TGRAN16      unsigned  lower          0=NI 1=IMP:FEAT_TGran16K 2=52_BIT
      19:16  BIGENDEL0    unsigned  lower          0=NI 1=IMP
      15:12  SNSMEM       unsigned  lower          0=NI 1=IMP
      11:8   BIGEND       unsigned  lower          0=NI 1=IMP:FEAT_MixedEnd
      7:4    ASIDBITS     unsigned  lower          0=8 2=16:FEAT_ASID16
      3:0    PARANGE      unsigned  lower          0=32 1=36 2=40 3=42 4=44 5=48 6=52:FEAT_LPA 7=56

    ID_AA64MMFR1_EL1
      63:60  ECBHB        unsigned  lower          0=NI 1=IMP:FEAT_ECBHB
      59:56  CMOW         unsigned  -              0=NI 1=IMP:FEAT_CMOW
      55:52  TIDCP1       unsigned  lower          0=NI 1=IMP:FEAT_TIDCP1
      51:48  nTLBPA       unsigned  -              0=NI 1=IMP:FEAT_nTLBPA
      47:44  AFP          unsigned  lower          0=NI 1=IMP:FEAT_AFP
      43:40  HCX          unsigned  lower          0=NI 1=IMP:FEAT_HCX
      39:36  ETS          unsigned  lower          0=NI 1=IMP 2=ETS2:FEAT_ETS2 3=ETS3:FEAT_ETS3
      35:32  TWED         unsigned  lower          0=NI 1=IMP:FEAT_TWED
      31:28  XNX          unsigned  lower          0=NI 1=IMP:FEAT_XNX
      27:24  SpecSEI      unsigned  higher         0=NI 1=IMP:FEAT_SpecSEI
      23:20  PAN          unsigned  lower          0=NI 1=IMP:FEAT_PAN 2=PAN2:FEAT_PAN2
                            + 3=PAN3:FEAT_PAN3
      19:16  LO           unsigned  lower          0=NI 1=IMP:FEAT_LOR
      15:12  HPDS         unsigned  lower          0=NI 1=IMP:FEAT_HPDS 2=HPDS2:FEAT_HPDS2
      11:8   VH           unsigned  lower          0=NI 1=IMP:FEAT_VHE
      7:4    VMIDBits     unsigned  lower          0=8 2=16
      3:0    HAFDBS       unsigned  lower          0=NI 1=AF:FEAT_HAFDBS 2=DBM 3=HAFT:FEAT_HAFT
                            + 4=HDBSS:FEAT_HDBSS

    ID_AA64MMFR2_EL1
      63:60  E0PD         unsigned  lower          0=NI 1=IMP:FEAT_E0PD
      59:56  EVT          unsigned  lower          0=NI 1=IMP:FEAT_EVT 2=TTLBxS:FEAT_EVT_TTLBxS
      55:52  BBM          unsigned  lower          0=0 1=1:FEAT_BBM 2=2 3=3
      51:48  TTL          unsigned  lower          0=NI 1=IMP:FEAT_TTL
      47:44  RES0
      43:40  FWB          unsigned  lower          0=NI 1=IMP:FEAT_S2FWB
      39:36  IDS          unsigned  lower          0=NI 1=IMP:FEAT_IDST 2=EL3:FEAT_IDTE3
      35:32  AT           unsigned  lower          0=NI 1=IMP:FEAT_LSE2
      31:28  ST           unsigned  lower          0=39 1=48_47:FEAT_TTST
      27:24  NV           unsigned  lower          0=NI 1=IMP 2=NV2
      23:20  CCIDX        unsigned  lower          0=32 1=64:FEAT_CCIDX
      19:16  VARange      unsigned  lower          0=48 1=52:FEAT_LVA 2=?:FEAT_LVA3
      15:12  IESB         unsigned  lower          0=NI 1=IMP:FEAT_IESB
      11:8   LSM          unsigned  lower          0=NI 1=IMP:FEAT_LSMAOC
      7:4    UAO          unsigned  lower          0=NI 1=IMP:FEAT_UAO
      3:0    CnP          unsigned  lower          0=NI 1=IMP:FEAT_TTCNP

    ID_AA64MMFR3_EL1
      63:60  Spec_FPACC   unsigned  -              0=NI 1=IMP:FEAT_FPACC_SPEC
      59:56  ADERR        unsigned  -              0=NI 1=DEV_ASYNC 2=FEAT_ADERR 3=FEAT_ADERR_IND
      55:52  SDERR        unsigned  -              0=NI 1=DEV_SYNC 2=FEAT_ADERR 3=FEAT_ADERR_IND
      51:48  RES0
      47:44  ANERR        unsigned  -              0=NI 1=ASYNC 2=FEAT_ANERR 3=FEAT_ANERR_IND
      43:40  SNERR        unsigned  -              0=NI 1=SYNC 2=FEAT_ANERR 3=FEAT_ANERR_IND
      39:36  D128_2       unsigned  -              0=NI 1=IMP
      35:32  D128         unsigned  -              0=NI 1=IMP:FEAT_D128
      31:28  MEC          unsigned  -              0=NI 1=IMP:FEAT_MEC
      27:24  AIE          unsigned  -              0=NI 1=IMP:FEAT_AIE
      23:20  S2POE        unsigned  -              0=NI 1=IMP:FEAT_S2POE
      19:16  S1POE        unsigned  lower          0=NI 1=IMP:FEAT_S1POE
      15:12  S2PIE        unsigned  -              0=NI 1=IMP:FEAT_S2PIE
      11:8   S1PIE        unsigned  lower          0=NI 1=IMP:FEAT_S1PIE
      7:4    SCTLRX       unsigned  lower          0=NI 1=IMP:FEAT_SCTLR2
      3:0    TCRX         unsigned  lower          0=NI 1=IMP:FEAT_TCR2

    ID_AA64MMFR4_EL1
      63:60  MTEFGT       unsigned  -              0=NI 1=IMP
      59:56  SCRX         unsigned  -              0=NI 1=IMP
      55:52  TEV          unsigned  -              0=NI 1=IMP
      51:48  TPS          unsigned  -              0=VAL_0000 1=VAL_0001 2=VAL_0010
      47:44  SRMASK       unsigned  -              0=NI 1=IMP:FEAT_SRMASK 2=SRMASK2
      43:40  TLBID        unsigned  -              0=NI 1=IMP
      39:36  E3DSE        unsigned  -              0=NI 1=IMP:FEAT_E3DSE
      35:32  EAESR        unsigned  -              0=NI 1=IMP
      31:28  RMEGDI       unsigned  -              0=NI 1=IMP:FEAT_RME_GDI
      27:24  E2H0         signed    lower-signed   0=IMP:FEAT_E2H0 14=NI_NV1 15=NI
      23:20  NV_frac      unsigned  lower          0=NV_NV2 1=NV2_ONLY 2=NV2P1:FEAT_NV2p1
                            + 3=NV3:FEAT_NV3
      19:16  FGWTE3       unsigned  -              0=NI 1=IMP:FEAT_FGWTE3
      15:12  HACDBS       unsigned  -              0=NI 1=IMP:FEAT_HACDBS
      11:8   ASID2        unsigned  -              0=NI 1=IMP:FEAT_ASID2
      7:4    EIESB        unsigned  -              0=NI 1=ToEL3 2=ToELx 15=ANY
      3:0    PoPS         unsigned  -              0=NI 1=IMP:FEAT_PoPS
    """
}
