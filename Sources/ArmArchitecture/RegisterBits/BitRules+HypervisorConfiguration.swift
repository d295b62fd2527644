extension BitRules {
  /// The hypervisor configuration registers and their copies.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HCR_EL2, HCRX_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hcr_feat_map`, `hcrx_feat_map`), 7.3, and the
  ///   masks read back from 6.16, 6.18 and 7.2. Up to 6.18 HCR_EL2.RW and E2H are fixed values, and
  ///   the bits of HCRX_EL2 above 24 are reserved; 7.2 leaves them alone.
  static let hypervisorConfiguration: StaticString = """
    HCR_EL2  needs FEAT_AA64EL2@6.18..
      63:60  TWEDEL   FEAT_TWED
      59     TWEDEn   FEAT_TWED
      58     TID5     FEAT_MTE2
      57     DCT      FEAT_MTE2
      56     ATA      FEAT_MTE2
      55     TTLBOS   FEAT_EVT_TTLBxS
      54     TTLBIS   FEAT_EVT_TTLBxS
      53     EnSCXT   FEAT_CSV2_2|FEAT_CSV2_1p2
      52     TOCU     FEAT_EVT
      51     AMVOFFEN FEAT_AMUv1p1
      50     TICAB    FEAT_EVT
      49     TID4     FEAT_EVT
      48     GPF      FEAT_RME
      47     FIEN     FEAT_RASv1p1
      46     FWB      FEAT_S2FWB
      45     NV2      FEAT_NV2
      44     AT       FEAT_NV2
      43     NV1      FEAT_NV2&!FEAT_E2H0
      42     NV       FEAT_NV2
      41     API      FEAT_PAuth
      40     APK      FEAT_PAuth
      39     RES0
      38     RES0                          @7.2..
      38     MIOCNCE  FEAT_AA64EL1         @..6.18
      37     TEA      FEAT_RAS
      36     TERR     FEAT_RAS
      35     TLOR     FEAT_LOR
      34     E2H      never                RES1-if:!FEAT_E2H0  @7.2..
      34     E2H      reserved             RES1-if:!FEAT_E2H0  @..6.18
      33     ID       FEAT_AA64EL1
      32     CD       FEAT_AA64EL1
      31     RW       FEAT_AA32EL1         RES1  @7.2..
      31     RW       reserved             RES1-if:!FEAT_AA32EL1  @..6.18
      30     TRVM     FEAT_AA64EL1
      29     HCD      !FEAT_AA64EL3
      28     TDZ      FEAT_AA64EL1
      27     TGE      FEAT_AA64EL1
      26     TVM      FEAT_AA64EL1
      25     TTLB     FEAT_AA64EL1
      24     TPU      FEAT_AA64EL1
      23     TPCP     FEAT_AA64EL1
      22     TSW      FEAT_AA64EL1
      21     TACR     FEAT_AA64EL1
      20     TIDCP    FEAT_AA64EL1
      19     TSC      FEAT_AA64EL1
      18     TID3     FEAT_AA64EL1
      17     TID2     FEAT_AA64EL1
      16     TID1     FEAT_AA64EL1
      15     TID0     FEAT_AA32EL0
      14     TWE      FEAT_AA64EL1
      13     TWI      FEAT_AA64EL1
      12     DC       FEAT_AA64EL1
      11:10  BSU      FEAT_AA64EL1
      9      FB       FEAT_AA64EL1
      8      VSE      FEAT_AA64EL1
      7      VI       FEAT_AA64EL1
      6      VF       FEAT_AA64EL1
      5      AMO      FEAT_AA64EL1
      4      IMO      FEAT_AA64EL1
      3      FMO      FEAT_AA64EL1
      2      PTW      FEAT_AA64EL1
      1      SWIO     FEAT_AA64EL1
      0      VM       FEAT_AA64EL1

    NVHCR_EL2  as HCR_EL2  needs FEAT_NV3  only-with FEAT_NV3  @7.3..

    HCRX_EL2  needs FEAT_HCX@6.18..
      63:35  RES0                 @7.3..
      63:25  FREE                 @7.2
      63:25  RES0                 @..6.18
      34     NVnTTLBOS FEAT_NV3   @7.3..
      33     NVnTTLBIS FEAT_NV3   @7.3..
      32     NVnTTLB   FEAT_NV3   @7.3..
      31:28  RES0                 @7.3..
      27     NVTGE     FEAT_NV3   @7.3..
      26     SRMASKEn  FEAT_SRMASK  @7.3..
      25     RES0                 @7.3..
      24     PACMEn    FEAT_PAuth_LR
      23     EnFPM     FEAT_FPMR
      22     GCSEn     FEAT_GCS
      21     EnIDCP128 FEAT_SYSREG128
      20     EnSDERR   FEAT_ADERR
      19     TMEA      FEAT_DoubleFault2
      18     EnSNERR   FEAT_ANERR
      17     D128En    FEAT_D128
      16     PTTWI     FEAT_THE
      15     SCTLR2En  FEAT_SCTLR2
      14     TCR2En    FEAT_TCR2
      13:12  RES0                 @7.3..
      13:12  FREE                 @7.2
      13:12  RES0                 @..6.18
      11     MSCEn     FEAT_MOPS
      10     MCE2      FEAT_MOPS
      9      CMOW      FEAT_CMOW
      8      VFNMI     FEAT_NMI
      7      VINMI     FEAT_NMI
      6      TALLINT   FEAT_NMI
      5      SMPME     FEAT_SME&SMIDR_EL1.SMPS==1
      4      FGTnXS    FEAT_XS
      3      FnXS      FEAT_XS
      2      EnASR     FEAT_LS64_V
      1      EnALS     FEAT_LS64
      0      EnAS0     FEAT_LS64_ACCDATA
    """
}
