extension BitRules {
  /// Fine-grained traps of system-register reads and writes.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HFGRTR_EL2, HFGWTR_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hfgrtr_feat_map`, `hfgwtr_feat_map`), 7.3.
  static let fineGrainedTraps: StaticString = """
    HFGRTR_EL2 HFGWTR_EL2  needs FEAT_FGT@6.18..
      63     nAMAIR2_EL1     FEAT_AIE           fgu@6.12..  traps AMAIR2_EL1
      62     nMAIR2_EL1      FEAT_AIE           fgu@6.12..  traps MAIR2_EL1
      61     nS2POR_EL1      FEAT_S2POE         fgu@6.12..  traps S2POR_EL1
      60     nPOR_EL1        FEAT_S1POE         fgu@6.12..  traps POR_EL1
      59     nPOR_EL0        FEAT_S1POE         fgu@6.12..  traps POR_EL0
      58     nPIR_EL1        FEAT_S1PIE         fgu@6.12..  traps PIR_EL1
      57     nPIRE0_EL1      FEAT_S1PIE         fgu@6.12..  traps PIRE0_EL1
      56     nRCWMASK_EL1    FEAT_THE           traps RCWMASK_EL1
      55     nTPIDR2_EL0     FEAT_SME           fgu@6.12..  traps TPIDR2_EL0
      54     nSMPRI_EL1      FEAT_SME           fgu@6.12..  traps SMPRI_EL1
      53     nGCS_EL1        FEAT_GCS           traps GCSCR_EL1 GCSPR_EL1
      52     nGCS_EL0        FEAT_GCS           traps GCSCRE0_EL1 GCSPR_EL0
      51     RES0
      50     nACCDATA_EL1    FEAT_LS64_ACCDATA  fgu@6.12..  traps ACCDATA_EL1
      49     ERXADDR_EL1     FEAT_RAS           traps ERXADDR_EL1
      48     ERXPFGCDN_EL1   FEAT_RASv1p1       traps ERXPFGCDN_EL1
      47     ERXPFGCTL_EL1   FEAT_RASv1p1       traps ERXPFGCTL_EL1
      46     ERXPFGF_EL1     FEAT_RASv1p1       read  traps ERXPFGF_EL1
      45     ERXMISCn_EL1    FEAT_RAS           traps ERXMISC<0-3>_EL1
      44     ERXSTATUS_EL1   FEAT_RAS           traps ERXSTATUS_EL1
      43     ERXCTLR_EL1     FEAT_RAS           traps ERXCTLR_EL1
      42     ERXFR_EL1       FEAT_RAS           read  traps ERXFR_EL1
      41     ERRSELR_EL1     FEAT_RAS           traps ERRSELR_EL1
      40     ERRIDR_EL1      FEAT_RAS           read  traps ERRIDR_EL1
      39     ICC_IGRPENn_EL1 FEAT_GICv3         traps ICC_IGRPEN0_EL1 ICC_IGRPEN1_EL1
      38     VBAR_EL1        FEAT_AA64EL1       never-fgu  traps VBAR_EL1
      37     TTBR1_EL1       FEAT_AA64EL1       never-fgu  traps TTBR1_EL1
      36     TTBR0_EL1       FEAT_AA64EL1       never-fgu  traps TTBR0_EL1
      35     TPIDR_EL0       FEAT_AA64EL1       never-fgu  traps TPIDR_EL0
      34     TPIDRRO_EL0     FEAT_AA64EL1       never-fgu  traps TPIDRRO_EL0
      33     TPIDR_EL1       FEAT_AA64EL1       never-fgu  traps TPIDR_EL1
      32     TCR_EL1         FEAT_AA64EL1       never-fgu  traps TCR2_EL1 TCR_EL1
      31     SCXTNUM_EL0     FEAT_CSV2_2|FEAT_CSV2_1p2  traps SCXTNUM_EL0
      30     SCXTNUM_EL1     FEAT_CSV2_2|FEAT_CSV2_1p2  traps SCXTNUM_EL1
      29     SCTLR_EL1       FEAT_AA64EL1       never-fgu  traps SCTLR2_EL1 SCTLR_EL1
      28     REVIDR_EL1      FEAT_AA64EL1       read never-fgu  traps REVIDR_EL1
      27     PAR_EL1         FEAT_AA64EL1       never-fgu  traps PAR_EL1
      26     MPIDR_EL1       FEAT_AA64EL1       read never-fgu  traps MPIDR_EL1
      25     MIDR_EL1        FEAT_AA64EL1       read never-fgu  traps MIDR_EL1
      24     MAIR_EL1        FEAT_AA64EL1       never-fgu  traps MAIR_EL1
      23     LORSA_EL1       FEAT_LOR           traps LORSA_EL1
      22     LORN_EL1        FEAT_LOR           traps LORN_EL1
      21     LORID_EL1       FEAT_LOR           read  traps LORID_EL1
      20     LOREA_EL1       FEAT_LOR           traps LOREA_EL1
      19     LORC_EL1        FEAT_LOR           traps LORC_EL1
      18     ISR_EL1         FEAT_AA64EL1       read never-fgu  traps ISR_EL1
      17     FAR_EL1         FEAT_AA64EL1       never-fgu  traps FAR_EL1
      16     ESR_EL1         FEAT_AA64EL1       never-fgu  traps ESR_EL1
      15     DCZID_EL0       FEAT_AA64EL1       read never-fgu  traps DCZID_EL0
      14     CTR_EL0         FEAT_AA64EL1       read never-fgu  traps CTR_EL0
      13     CSSELR_EL1      FEAT_AA64EL1       never-fgu  traps CSSELR_EL1
      12     CPACR_EL1       FEAT_AA64EL1       never-fgu  traps CPACR_EL1
      11     CONTEXTIDR_EL1  FEAT_AA64EL1       never-fgu  traps CONTEXTIDR_EL1
      10     CLIDR_EL1       FEAT_AA64EL1       read never-fgu  traps CLIDR_EL1
      9      CCSIDR_EL1      FEAT_AA64EL1       read never-fgu  traps CCSIDR_EL1
      8      APIBKey         FEAT_PAuth         traps APIBKEYHI_EL1 APIBKEYLO_EL1
      7      APIAKey         FEAT_PAuth         traps APIAKEYHI_EL1 APIAKEYLO_EL1
      6      APGAKey         FEAT_PAuth         traps APGAKEYHI_EL1 APGAKEYLO_EL1
      5      APDBKey         FEAT_PAuth         traps APDBKEYHI_EL1 APDBKEYLO_EL1
      4      APDAKey         FEAT_PAuth         traps APDAKEYHI_EL1 APDAKEYLO_EL1
      3      AMAIR_EL1       FEAT_AA64EL1       never-fgu  traps AMAIR_EL1
      2      AIDR_EL1        FEAT_AA64EL1       read never-fgu  traps AIDR_EL1
      1      AFSR1_EL1       FEAT_AA64EL1       never-fgu  traps AFSR1_EL1
      0      AFSR0_EL1       FEAT_AA64EL1       never-fgu  traps AFSR0_EL1
    """
}
