extension IDRegisters {
  /// AArch32 memory model features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let aarch32MemoryModel: StaticString = """
    ID_MMFR0_EL1
      63:32  RES0
      31:28  InnerShr     unordered lower-signed   0=NC 1=HW 15=IGNORED
      27:24  FCSE         unsigned  lower          0=NI 1=IMP
      23:20  AuxReg       unordered lower          0=NI 1=ACTLR 2=AIFSR
      19:16  TCM          unordered lower          0=NI 1=IMPDEF 2=TCM 3=TCM_DMA
      15:12  ShareLvl     unordered lower          0=ONE 1=TWO
      11:8   OuterShr     unordered lower-signed   0=NC 1=HW 15=IGNORED
      7:4    PMSA         unordered lower          0=NI 1=IMPDEF 2=PMSAv6 3=PMSAv7
      3:0    VMSA         unordered lower          0=NI 1=IMPDEF 2=VMSAv6 3=VMSAv7 4=VMSAv7_PXN
                            + 5=VMSAv7_LONG

    ID_MMFR1_EL1
      63:32  RES0
      31:28  BPred        unordered lower          0=NI 1=BP_SW_MANGED 2=BP_ASID_AWARE 3=BP_NOSNOOP
                            + 4=BP_INVISIBLE
      27:24  L1TstCln     unordered lower          0=NI 1=NOINVALIDATE 2=INVALIDATE
      23:20  L1Uni        unordered lower          0=NI 1=INVALIDATE 2=CLEAN_AND_INVALIDATE
      19:16  L1Hvd        unordered lower          0=NI 1=INVALIDATE_ISIDE_ONLY 2=INVALIDATE
                            + 3=CLEAN_AND_INVALIDATE
      15:12  L1UniSW      unordered lower          0=NI 1=CLEAN 2=CLEAN_AND_INVALIDATE 3=INVALIDATE
      11:8   L1HvdSW      unordered lower          0=NI 1=CLEAN_AND_INVALIDATE
                            + 2=INVALIDATE_DSIDE_ONLY 3=INVALIDATE
      7:4    L1UniVA      unordered lower          0=NI 1=CLEAN_AND_INVALIDATE 2=INVALIDATE_BP
      3:0    L1HvdVA      unordered lower          0=NI 1=CLEAN_AND_INVALIDATE 2=INVALIDATE_BP

    ID_MMFR2_EL1
      63:32  RES0
      31:28  HWAccFlg     unordered lower          0=NI 1=IMP
      27:24  WFIStall     unordered lower          0=NI 1=IMP
      23:20  MemBarr      unordered lower          0=NI 1=DSB_ONLY 2=IMP
      19:16  UniTLB       unordered lower          0=NI 1=BY_VA 2=BY_MATCH_ASID 3=BY_ALL_ASID
                            + 4=OTHER_TLBS 5=BROADCAST 6=BY_IPA
      15:12  HvdTLB       unordered lower          0=NI
      11:8   L1HvdRng     unordered lower          0=NI 1=IMP
      7:4    L1HvdBG      unordered lower          0=NI 1=IMP
      3:0    L1HvdFG      unordered lower          0=NI 1=IMP

    ID_MMFR3_EL1
      63:32  RES0
      31:28  Supersec     unordered lower          0=IMP 15=NI
      27:24  CMemSz       unordered lower          0=4GB 1=64GB 2=1TB
      23:20  CohWalk      unordered lower          0=NI 1=IMP
      19:16  PAN          unsigned  lower          0=NI 1=PAN 2=PAN2
      15:12  MaintBcst    unordered lower          0=NI 1=NO_TLB 2=ALL
      11:8   BPMaint      unordered lower          0=NI 1=ALL 2=BY_VA
      7:4    CMaintSW     unordered lower          0=NI 1=IMP
      3:0    CMaintVA     unordered lower          0=NI 1=IMP

    ID_MMFR4_EL1
      63:32  RES0
      31:28  EVT          unsigned  lower          0=NI 1=NO_TLBIS 2=TLBIS
      27:24  CCIDX        unsigned  lower          0=NI 1=IMP
      23:20  LSM          unsigned  lower          0=NI 1=IMP
      19:16  HPDS         unsigned  lower          0=NI 1=AA32HPD 2=HPDS2
      15:12  CnP          unsigned  lower          0=NI 1=IMP
      11:8   XNX          unsigned  lower          0=NI 1=IMP
      7:4    AC2          unsigned  lower          0=NI 1=IMP
      3:0    SpecSEI      unsigned  higher         0=NI 1=IMP

    ID_MMFR5_EL1
      63:8   RES0
      7:4    nTLBPA       unsigned  -              0=NI 1=IMP
      3:0    ETS          unsigned  lower          0=NI 1=IMP
    """
}
