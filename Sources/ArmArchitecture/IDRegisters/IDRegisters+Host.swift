extension IDRegisters {
  /// Identification of host parts: SME implementation, SPE, trace, branch records, MPAM, LOR, GIC.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let host: StaticString = """
    SMIDR_EL1
      63:60  RES0
      59:56  NSMC         unordered -
      55:52  HIP          unordered -
      51:32  AFFINITY2    unordered -
      31:24  IMPLEMENTER  unordered -
      23:16  REVISION     unordered -
      15     SMPS         unordered -
      14:13  SH           unordered -
      12     RES0
      11:0   AFFINITY     unordered -

    PMSIDR_EL1
      63:33  RES0
      32     SME          unsigned  -              0=NI 1=IMP:FEAT_SPE_SME
      31:28  ALTCLK       unsigned  -              0=NI 1=IMP:FEAT_SPE_ALTCLK 15=IMPDEF
      27     FPF          unsigned  -              0=NI 1=IMP:FEAT_SPE_FPF
      26     EFT          unsigned  -              0=NI 1=IMP:FEAT_SPE_EFT
      25     CRR          unsigned  -              0=NI 1=IMP:FEAT_SPE_CRR
      24     PBT          unsigned  -              1=?:FEAT_SPE_PBT
      23:20  FORMAT       unordered -
      19:16  COUNTSIZE    unordered -              2=12_BIT_SAT 3=16_BIT_SAT
      15:12  MAXSIZE      unordered -
      11:8   INTERVAL     unordered -              0=256 2=512 3=768 4=1024 5=1536 6=2048 7=3072
                            + 8=4096
      7      FDS          unsigned  -              0=NI 1=IMP:FEAT_SPE_FDS
      6      FnE          unsigned  -              1=?:FEAT_SPE_FnE
      5      ERND         unordered -
      4      LDS          unordered -
      3      ARCHINST     unordered -
      2      FL           unordered -
      1      FT           unordered -
      0      FE           unordered -

    PMBIDR_EL1
      63:12  RES0
      11:8   EA           unordered -              0=NotDescribed 1=Ignored 2=SError
      7:6    RES0
      5      F            unordered -
      4      P            unordered -
      3:0    ALIGN        unordered -

    TRBIDR_EL1
      63:16  RES0
      15:12  MPAM         unsigned  -              0=NI 1=DEFAULT 2=IMP:FEAT_TRBE_MPAM
      11:8   EA           unordered -              0=NON_DESC 1=IGNORE 2=SERROR
      7:6    RES0
      5      F            unordered -
      4      P            unordered -
      3:0    Align        unordered -

    BRBIDR0_EL1
      63:16  RES0
      15:12  CC           unordered -              5=20_BIT
      11:8   FORMAT       unordered -              0=FORMAT_0
      7:0    NUMREC       unordered -              8=8 16=16 32=32 64=64

    MPAMIDR_EL1
      63:62  RES0
      61     HAS_SDEFLT   unordered -
      60     HAS_FORCE_NS unordered -
      59     SP4          unordered -
      58     HAS_TIDR     unordered -
      57     HAS_ALTSP    unordered -
      56:40  RES0
      39:32  PMG_MAX      unsigned  lower
      31:21  RES0
      20:18  VPMR_MAX     unsigned  lower
      17     HAS_HCR      unsigned  lower
      16     RES0
      15:0   PARTID_MAX   unsigned  lower

    LORID_EL1
      63:24  RES0
      23:16  LD           unordered -
      15:8   RES0
      7:0    LR           unordered -

    ICH_VTR_EL2
      63:32  RES0
      31:29  PRIbits      unordered -
      28:26  PREbits      unordered -
      25:23  IDbits       unordered -
      22     SEIS         unordered -
      21     A3V          unordered -
      20     nV4          unordered -
      19     TDS          unordered -
      18     DVIM         unordered -
      17:5   RES0
      4:0    ListRegs     unordered -

    ICC_IDR0_EL1
      63:12  RES0
      11:8   GCIE_LEGACY  unsigned  -              0=NI 1=IMP
      7:4    PRI_BITS     unsigned  -              3=4BITS 4=5BITS
      3:0    ID_BITS      unsigned  -              0=16BITS 1=24BITS
    """
}
