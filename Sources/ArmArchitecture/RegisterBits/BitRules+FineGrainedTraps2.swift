extension BitRules {
  /// The second set of fine-grained traps (FEAT_FGT2).
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HFGRTR2_EL2, HDFGRTR2_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hfgrtr2_feat_map`, `hdfgrtr2_feat_map`), 7.3.
  ///   6.16 and 6.18 look for FEAT_Debugv8p9 in PMUVer.
  static let fineGrainedTraps2: StaticString = """
    HFGRTR2_EL2 HFGWTR2_EL2  needs FEAT_FGT2@6.18..
      63:15  RES0
      14     nACTLRALIAS_EL1  FEAT_SRMASK  traps ACTLRALIAS_EL1
      13     nACTLRMASK_EL1   FEAT_SRMASK  traps ACTLRMASK_EL1
      12     nTCR2ALIAS_EL1   FEAT_SRMASK  traps TCR2ALIAS_EL1
      11     nTCRALIAS_EL1    FEAT_SRMASK  traps TCRALIAS_EL1
      10     nSCTLRALIAS2_EL1 FEAT_SRMASK  traps SCTLR2ALIAS_EL1
      9      nSCTLRALIAS_EL1  FEAT_SRMASK  traps SCTLRALIAS_EL1
      8      nCPACRALIAS_EL1  FEAT_SRMASK  traps CPACRALIAS_EL1
      7      nTCR2MASK_EL1    FEAT_SRMASK  traps TCR2MASK_EL1
      6      nTCRMASK_EL1     FEAT_SRMASK  traps TCRMASK_EL1
      5      nSCTLR2MASK_EL1  FEAT_SRMASK  traps SCTLR2MASK_EL1
      4      nSCTLRMASK_EL1   FEAT_SRMASK  traps SCTLRMASK_EL1
      3      nCPACRMASK_EL1   FEAT_SRMASK  traps CPACRMASK_EL1
      2      nRCWSMASK_EL1    FEAT_THE     traps RCWSMASK_EL1
      1      nERXGSR_EL1      FEAT_RASv2   read  traps ERXGSR_EL1
      0      nPFAR_EL1        FEAT_PFAR    traps PFAR_EL1

    HDFGRTR2_EL2 HDFGWTR2_EL2  needs FEAT_FGT2@6.18..
      63:25  RES0
      24     nPMBMAR_EL1      FEAT_SPE_nVM      traps PMBMAR_EL1
      23     nMDSTEPOP_EL1    FEAT_STEP2        traps MDSTEPOP_EL1
      22     nTRBMPAM_EL1     FEAT_TRBE&FEAT_MPAM&TRBIDR_EL1.MPAM>=1  traps TRBMPAM_EL1
      21     nPMZR_EL0        FEAT_PMUv3p9      write  @6.18..  traps PMZR_EL0
      21     nPMZR_EL0        ID_AA64DFR0_EL1.PMUVer>=9  write  @..6.16  traps PMZR_EL0
      20     nTRCITECR_EL1    FEAT_ITE          traps TRCITECR_EL1
      19     nPMSDSFR_EL1     FEAT_SPEv1p4&PMSIDR_EL1.FDS==1  traps PMSDSFR_EL1
      18     nSPMDEVAFF_EL1   FEAT_SPMU         read  traps SPMDEVAFF_EL1
      17     nSPMID           FEAT_SPMU         read  traps SPMCFGR_EL1 SPMCGCR0_EL1 SPMCGCR1_EL1
                            + SPMDEVARCH_EL1 SPMIIDR_EL1
      16     nSPMSCR_EL1      FEAT_SPMU         traps SPMSCR_EL1
      15     nSPMACCESSR_EL1  FEAT_SPMU         traps SPMACCESSR_EL1
      14     nSPMCR_EL0       FEAT_SPMU         traps SPMCR_EL0
      13     nSPMOVS          FEAT_SPMU         traps SPMOVSCLR_EL0 SPMOVSSET_EL0
      12     nSPMINTEN        FEAT_SPMU         traps SPMINTENCLR_EL1 SPMINTENSET_EL1
      11     nSPMCNTEN        FEAT_SPMU         traps SPMCNTENCLR_EL0 SPMCNTENSET_EL0
      10     nSPMSELR_EL0     FEAT_SPMU         traps SPMSELR_EL0
      9      nSPMEVTYPERn_EL0 FEAT_SPMU         traps SPMEVFILT2R<0-15>_EL0 SPMEVFILTR<0-15>_EL0
                            + SPMEVTYPER<0-15>_EL0
      8      nSPMEVCNTRn_EL0  FEAT_SPMU         traps SPMEVCNTR<0-15>_EL0 SPMZR_EL0
      7      nPMSSCR_EL1      FEAT_PMUv3_SS     traps PMSSCR_EL1
      6      nPMSSDATA        FEAT_PMUv3_SS     read  traps PMCCNTSVR_EL1 PMEVCNTSVR<0-30>_EL1
                            + PMICNTSVR_EL1
      5      nMDSELR_EL1      FEAT_Debugv8p9    @7.2..  traps MDSELR_EL1
      5      nMDSELR_EL1      ID_AA64DFR0_EL1.PMUVer>=9  @..6.18  traps MDSELR_EL1
      4      nPMUACR_EL1      FEAT_PMUv3p9      @6.18..  traps PMUACR_EL1
      4      nPMUACR_EL1      ID_AA64DFR0_EL1.PMUVer>=9  @..6.16  traps PMUACR_EL1
      3      nPMICFILTR_EL0   FEAT_PMUv3_ICNTR  traps PMICFILTR_EL0
      2      nPMICNTR_EL0     FEAT_PMUv3_ICNTR  traps PMICNTR_EL0
      1      nPMIAR_EL1       FEAT_SEBEP        traps PMIAR_EL1
      0      nPMECR_EL1       FEAT_EBEP|FEAT_PMUv3_SS  traps PMECR_EL1
    """
}
