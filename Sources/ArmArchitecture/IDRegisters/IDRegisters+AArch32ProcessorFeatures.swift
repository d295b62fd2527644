extension IDRegisters {
  /// AArch32 processor, debug and auxiliary features.
  ///
  /// Notation: ``IDRegisters/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24; feature names from Arm's machine-readable `Features.json`
  ///   (v9Ap6-A); order rules from kernel `arch/arm64/tools/sysreg`; safe-value policy from
  ///   `arch/arm64/kernel/cpufeature.c` (`arm64_ftr_regs`) and `arch/arm64/kvm/sys_regs.c`
  ///   (`kvm_arm64_ftr_safe_value`), version 7.3.
  static let aarch32ProcessorFeatures: StaticString = """
    ID_PFR0_EL1
      63:32  RES0
      31:28  RAS          unsigned  -              0=NI 1=RAS 2=RASv1p1
      27:24  DIT          unsigned  lower          0=NI 1=IMP
      23:20  AMU          unsigned  -              0=NI 1=AMUv1 2=AMUv1p1
      19:16  CSV2         unsigned  lower          0=UNDISCLOSED 1=IMP 2=CSV2p1
      15:12  State3       unsigned  lower          0=NI 1=IMP
      11:8   State2       unordered lower          0=NI 1=NO_CV 2=CV
      7:4    State1       unsigned  lower          0=NI 1=THUMB 2=THUMB2
      3:0    State0       unsigned  lower          0=NI 1=IMP

    ID_PFR1_EL1
      63:32  RES0
      31:28  GIC          unsigned  lower          0=NI 1=GICv3 3=GICv4p1
      27:24  Virt_frac    unsigned  lower          0=NI 1=IMP
      23:20  Sec_frac     unordered lower          0=NI 1=WALK_DISABLE 2=SECURE_MEMORY
      19:16  GenTimer     unsigned  lower          0=NI 1=IMP 2=ECV
      15:12  Virtualization unsigned  lower          0=NI 1=IMP
      11:8   MProgMod     unsigned  lower          0=NI 1=IMP
      7:4    Security     unordered lower          0=NI 1=EL3 2=NSACR_RFR
      3:0    ProgMod      unsigned  lower          0=NI 1=IMP

    ID_PFR2_EL1
      63:12  RES0
      11:8   RAS_frac     unsigned  -              0=NI 1=RASv1p1
      7:4    SSBS         unsigned  lower          0=NI 1=IMP
      3:0    CSV3         unsigned  lower          0=NI 1=IMP

    ID_DFR0_EL1
      63:32  RES0
      31:28  TraceFilt    unsigned  -              0=NI 1=IMP
      27:24  PerfMon      unsigned  lower          0=NI 1=PMUv1 2=PMUv2 3=PMUv3 4=PMUv3p1 5=PMUv3p4
                            + 6=PMUv3p5 7=PMUv3p7 8=PMUv3p8 9=PMUv3p9 15=IMPDEF
      23:20  MProfDbg     unordered lower          0=NI 1=IMP
      19:16  MMapTrc      unordered lower          0=NI 1=IMP
      15:12  CopTrc       unsigned  lower          0=NI 1=IMP
      11:8   MMapDbg      unordered lower          0=NI 4=Armv7 5=Armv7p1
      7:4    CopSDbg      unsigned  lower
      3:0    CopDbg       unsigned  lower          0=NI 2=Armv6 3=Armv6p1 4=Armv7 5=Armv7p1 6=Armv8
                            + 7=VHE 8=Debugv8p2 9=Debugv8p4 10=Debugv8p8 11=Debugv8p9

    ID_DFR1_EL1
      63:8   RES0
      7:4    HPMN0        unsigned  -              0=NI 1=IMP
      3:0    MTPMU        signed    lower-signed   0=IMPDEF 1=IMP 15=NI

    ID_AFR0_EL1
      63:16  RES0
      15:12  IMPDEF3      unordered -
      11:8   IMPDEF2      unordered -
      7:4    IMPDEF1      unordered -
      3:0    IMPDEF0      unordered -
    """
}
