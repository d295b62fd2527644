extension BitRules {
  /// Fine-grained traps of debug, trace, profiling and performance-monitor registers.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HDFGRTR_EL2, HDFGWTR_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hdfgrtr_feat_map`, `hdfgwtr_feat_map`), 7.3.
  static let fineGrainedTrapsOfDebug: StaticString = """
    HDFGRTR_EL2 HDFGWTR_EL2  needs FEAT_FGT@6.18..
      63     PMBIDR_EL1        FEAT_SPE         read  traps PMBIDR_EL1
      62     nPMSNEVFR_EL1     FEAT_SPEv1p2&PMSIDR_EL1.FnE==1  @7.2..  traps PMSNEVFR_EL1
      62     nPMSNEVFR_EL1     FEAT_SPEv1p2     @..6.18  traps PMSNEVFR_EL1
      61     nBRBDATA          FEAT_BRBE        traps BRBINF<0-31>_EL1 BRBINFINJ_EL1
                            + BRBSRC<0-31>_EL1 BRBSRCINJ_EL1 BRBTGT<0-31>_EL1 BRBTGTINJ_EL1
                            + BRBTS_EL1
      60     nBRBCTL           FEAT_BRBE        traps BRBCR_EL1 BRBFCR_EL1
      59     nBRBIDR           FEAT_BRBE        read  traps BRBIDR0_EL1
      58     PMCEIDn_EL0       FEAT_PMUv3       read  traps PMCEID0_EL0 PMCEID1_EL0
      57     PMUSERENR_EL0     FEAT_PMUv3       traps PMUSERENR_EL0
      56     TRBTRG_EL1        FEAT_TRBE        traps TRBTRG_EL1
      55     TRBSR_EL1         FEAT_TRBE        traps TRBSR_EL1
      54     TRBPTR_EL1        FEAT_TRBE        traps TRBPTR_EL1
      53     TRBMAR_EL1        FEAT_TRBE        traps TRBMAR_EL1
      52     TRBLIMITR_EL1     FEAT_TRBE        traps TRBLIMITR_EL1
      51     TRBIDR_EL1        FEAT_TRBE        read  traps TRBIDR_EL1
      50     TRBBASER_EL1      FEAT_TRBE        traps TRBBASER_EL1
      49     TRFCR_EL1         FEAT_TRF         write  traps TRFCR_EL1
      48     TRCVICTLR         FEAT_TRC_SR      traps TRCVICTLR
      47     TRCSTATR          FEAT_TRC_SR      read  traps TRCSTATR
      46     TRCSSCSRn         FEAT_TRC_SR      traps TRCSSCSR<0-7>
      45     TRCSEQSTR         FEAT_TRC_SR      traps TRCSEQSTR
      44     TRCPRGCTLR        FEAT_TRC_SR      traps TRCPRGCTLR
      43     TRCOSLSR          FEAT_TRC_SR      read  traps TRCOSLSR
      42     TRCOSLAR          FEAT_TRC_SR      write  traps TRCOSLAR
      41     TRCIMSPECn        FEAT_TRC_SR      traps TRCIMSPEC<0-7>
      40     TRCID             FEAT_TRC_SR      read  traps TRCDEVARCH TRCDEVID TRCIDR<0-13>
      39:38  RES0
      37     TRCCNTVRn         FEAT_TRC_SR      traps TRCCNTVR<0-3>
      36     TRCCLAIM          FEAT_TRC_SR      traps TRCCLAIMCLR TRCCLAIMSET
      35     TRCAUXCTLR        FEAT_TRC_SR      traps TRCAUXCTLR
      34     TRCAUTHSTATUS     FEAT_TRC_SR      read  traps TRCAUTHSTATUS
      33     TRC               FEAT_TRC_SR      traps TRCACATR<0-15> TRCACVR<0-15> TRCBBCTLR
                            + TRCCCCTLR TRCCIDCCTLR0 TRCCIDCCTLR1 TRCCIDCVR<0-7> TRCCNTCTLR<0-3>
                            + TRCCNTRLDVR<0-3> TRCCONFIGR TRCEVENTCTL0R TRCEVENTCTL1R
                            + TRCEXTINSELR<0-3> TRCQCTLR TRCRSCTLR<2-31> TRCRSR TRCSEQEVR<0-2>
                            + TRCSEQRSTEVR TRCSSCCR<0-7> TRCSSPCICR<0-7> TRCSTALLCTLR TRCSYNCPR
                            + TRCTRACEIDR TRCTSCTLR TRCVIIECTLR TRCVIPCSSCTLR TRCVISSCTLR
                            + TRCVMIDCCTLR0 TRCVMIDCCTLR1 TRCVMIDCVR<0-7>
      32     PMSLATFR_EL1      FEAT_SPE         traps PMSLATFR_EL1
      31     PMSIRR_EL1        FEAT_SPE         traps PMSIRR_EL1
      30     PMSIDR_EL1        FEAT_SPE         read  traps PMSIDR_EL1
      29     PMSICR_EL1        FEAT_SPE         traps PMSICR_EL1
      28     PMSFCR_EL1        FEAT_SPE         traps PMSFCR_EL1
      27     PMSEVFR_EL1       FEAT_SPE         traps PMSEVFR_EL1
      26     PMSCR_EL1         FEAT_SPE         traps PMSCR_EL1
      25     PMBSR_EL1         FEAT_SPE         traps PMBSR_EL1
      24     PMBPTR_EL1        FEAT_SPE         traps PMBPTR_EL1
      23     PMBLIMITR_EL1     FEAT_SPE         traps PMBLIMITR_EL1
      22     PMMIR_EL1         FEAT_PMUv3       read  traps PMMIR_EL1
      21     PMCR_EL0          FEAT_PMUv3       write  traps PMCR_EL0
      20     PMSWINC_EL0       FEAT_PMUv3       write  traps PMSWINC_EL0
      19     PMSELR_EL0        FEAT_PMUv3       traps PMSELR_EL0
      18     PMOVS             FEAT_PMUv3       traps PMOVSCLR_EL0 PMOVSSET_EL0
      17     PMINTEN           FEAT_PMUv3       traps PMINTENCLR_EL1 PMINTENSET_EL1
      16     PMCNTEN           FEAT_PMUv3       traps PMCNTENCLR_EL0 PMCNTENSET_EL0
      15     PMCCNTR_EL0       FEAT_PMUv3       traps PMCCNTR_EL0
      14     PMCCFILTR_EL0     FEAT_PMUv3       traps PMCCFILTR_EL0
      13     PMEVTYPERn_EL0    FEAT_PMUv3       traps PMEVTYPER<0-30>_EL0
      12     PMEVCNTRn_EL0     FEAT_PMUv3       traps PMEVCNTR<0-30>_EL0
      11     OSDLR_EL1         FEAT_DoubleLock  never-fgu  @6.18..  traps OSDLR_EL1
      11     OSDLR_EL1         always           never-fgu  @..6.16  traps OSDLR_EL1
      10     OSECCR_EL1        FEAT_AA64EL1     never-fgu  traps OSECCR_EL1
      9      OSLSR_EL1         FEAT_AA64EL1     read never-fgu  traps OSLSR_EL1
      8      OSLAR_EL1         FEAT_AA64EL1     write never-fgu  traps OSLAR_EL1
      7      DBGPRCR_EL1       FEAT_AA64EL1     never-fgu  traps DBGPRCR_EL1
      6      DBGAUTHSTATUS_EL1 FEAT_AA64EL1     read never-fgu  traps DBGAUTHSTATUS_EL1
      5      DBGCLAIM          FEAT_AA64EL1     never-fgu  traps DBGCLAIMCLR_EL1 DBGCLAIMSET_EL1
      4      MDSCR_EL1         FEAT_AA64EL1     never-fgu  traps MDSCR_EL1
      3      DBGWVRn_EL1       FEAT_AA64EL1     never-fgu  traps DBGWVR<0-15>_EL1
      2      DBGWCRn_EL1       FEAT_AA64EL1     never-fgu  traps DBGWCR<0-15>_EL1
      1      DBGBVRn_EL1       FEAT_AA64EL1     never-fgu  traps DBGBVR<0-15>_EL1
      0      DBGBCRn_EL1       FEAT_AA64EL1     never-fgu  traps DBGBCR<0-15>_EL1
    """
}
