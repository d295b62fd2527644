extension BitRules {
  /// Debug and performance, timer, vector-length controls and the virtual MPIDR of EL2.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (MDCR_EL2, CNTHCTL_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`mdcr_el2_feat_map`) and `arch/arm64/kvm/nested.c`
  ///   (`kvm_init_nv_sysregs`), 7.3, and the masks read back from 6.16, 6.18 and 7.2. 6.16 takes
  ///   PMUVer 0b1111 for the newest version; 6.18 looks for FEAT_Debugv8p9 in PMUVer.
  static let controls: StaticString = """
    MDCR_EL2  needs FEAT_AA64EL2@6.18..
      63:51  RES0
      50     EnSTEPOP FEAT_STEP2
      49:44  RES0
      43     EBWE     FEAT_Debugv8p9  @7.2..
      43     EBWE     ID_AA64DFR0_EL1.PMUVer>=9  @6.18
      43     EBWE     FEAT_Debugv8p9  @..6.16
      42     RES0
      41:40  PMEE     FEAT_EBEP
      39:37  RES0
      36     HPMFZS   FEAT_SPEv1p2
      35:32  RES0
      31:30  PMSSE    FEAT_PMUv3_SS
      29     HPMFZO   FEAT_PMUv3p7  @6.18..
      29     HPMFZO   ID_AA64DFR0_EL1.PMUVer>=7  @..6.16
      28     MTPME    FEAT_MTPMU  @6.18..
      28     MTPME    FEAT_MTPMU&!FEAT_AA64EL3  @..6.16
      27     TDCC     FEAT_FGT
      26     HLP      FEAT_PMUv3p5  @6.18..
      26     HLP      ID_AA64DFR0_EL1.PMUVer>=6  @..6.16
      25:24  E2TB     FEAT_TRBE
      23     HCCD     FEAT_PMUv3p5  @6.18..
      23     HCCD     ID_AA64DFR0_EL1.PMUVer>=6  @..6.16
      22:20  RES0
      19     TTRF     FEAT_TRF
      18     RES0
      17     HPMD     FEAT_PMUv3p1  @6.18..
      17     HPMD     ID_AA64DFR0_EL1.PMUVer>=4  @..6.16
      16     RES0
      15     EnSPM    FEAT_SPMU
      14     TPMS     FEAT_SPE
      13:12  E2PB     FEAT_SPE
      11     TDRA     FEAT_AA64EL1  @6.18..
      11     TDRA     always  @..6.16
      10     TDOSA    FEAT_DoubleLock  @6.18..
      10     TDOSA    always  @..6.16
      9      TDA      FEAT_AA64EL1  @6.18..
      9      TDA      always  @..6.16
      8      TDE      FEAT_AA64EL1  @6.18..
      8      TDE      always  @..6.16
      7      HPME     FEAT_PMUv3
      6      TPM      FEAT_PMUv3
      5      TPMCR    FEAT_PMUv3
      4:0    HPMN     FEAT_PMUv3

    CNTHCTL_EL2
      63:20  RES0
      19     CNTPMASK FEAT_RME
      18     CNTVMASK FEAT_RME
      17     EVNTIS   always
      16     EL1NVVCT FEAT_ECV
      15     EL1NVPCT FEAT_ECV
      14     EL1TVCT  FEAT_ECV
      13     EL1TVT   FEAT_ECV
      12     ECV      FEAT_ECV_POFF
      11     EL1PTEN  FEAT_VHE
      10     EL1PCTEN FEAT_VHE
      9      EL0PTEN  FEAT_VHE
      8      EL0VTEN  FEAT_VHE
      7:4    EVNTI    always
      3      EVNTDIR  always
      2      EVNTEN   always
      1      EL0VCTEN always
      0      EL0PCTEN always

    ZCR_EL2  @7.2..
      63:4   RES0
      3:0    LEN always

    VMPIDR_EL2
      63:40  RES0
      39:32  Aff3 always
      31     RES1
      30     U    never
      29:25  RES0
      24     MT   never
      23:16  Aff2 always
      15:8   Aff1 always
      7:0    Aff0 always
    """
}
