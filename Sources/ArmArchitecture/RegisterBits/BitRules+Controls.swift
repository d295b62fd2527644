extension BitRules {
  /// Debug and performance, timer, vector-length controls and the virtual MPIDR of EL2.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (MDCR_EL2, CNTHCTL_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`mdcr_el2_feat_map`), 7.3.
  static let controls: StaticString = """
    MDCR_EL2  needs FEAT_AA64EL2
      63:51  RES0
      50     EnSTEPOP FEAT_STEP2
      49:44  RES0
      43     EBWE     FEAT_Debugv8p9
      42     RES0
      41:40  PMEE     FEAT_EBEP
      39:37  RES0
      36     HPMFZS   FEAT_SPEv1p2
      35:32  RES0
      31:30  PMSSE    FEAT_PMUv3_SS
      29     HPMFZO   FEAT_PMUv3p7
      28     MTPME    FEAT_MTPMU
      27     TDCC     FEAT_FGT
      26     HLP      FEAT_PMUv3p5
      25:24  E2TB     FEAT_TRBE
      23     HCCD     FEAT_PMUv3p5
      22:20  RES0
      19     TTRF     FEAT_TRF
      18     RES0
      17     HPMD     FEAT_PMUv3p1
      16     RES0
      15     EnSPM    FEAT_SPMU
      14     TPMS     FEAT_SPE
      13:12  E2PB     FEAT_SPE
      11     TDRA     FEAT_AA64EL1
      10     TDOSA    FEAT_DoubleLock
      9      TDA      FEAT_AA64EL1
      8      TDE      FEAT_AA64EL1
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

    ZCR_EL2
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
