extension BitRules {
  /// The system control registers of EL1 and EL2.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (SCTLR_EL1, SCTLR_EL2, SCTLR2_ELx);
  ///   kernel `arch/arm64/kvm/config.c` (`sctlr_el1_feat_map`, `sctlr_el2_feat_map`,
  ///   `sctlr2_feat_map`), 7.3, and the masks read back from 6.16, 6.18 and 7.2. 6.16 knows two
  ///   rules for SCTLR_EL1; up to 6.18 no bit of it is RES1.
  static let systemControl: StaticString = """
    SCTLR_EL1  needs FEAT_AA64EL1  @6.18..
      63     TIDCP     FEAT_TIDCP1
      62     SPINTMASK FEAT_NMI
      61     NMI       FEAT_NMI
      60     EnTP2     FEAT_SME
      59     TCSO      FEAT_MTE_STORE_ONLY
      58     TCSO0     FEAT_MTE_STORE_ONLY
      57     EPAN      FEAT_PAN3
      56     EnALS     FEAT_LS64
      55     EnAS0     FEAT_LS64_ACCDATA
      54     EnASR     FEAT_LS64_V
      53:50  RES0
      49:46  TWEDEL    FEAT_TWED
      45     TWEDEn    FEAT_TWED
      44     DSSBS     FEAT_SSBS
      43     ATA       FEAT_MTE2
      42     ATA0      FEAT_MTE2
      41:40  TCF       FEAT_MTE2
      39:38  TCF0      FEAT_MTE2
      37     ITFSB     FEAT_MTE_ASYNC
      36     BT1       FEAT_BTI
      35     BT0       FEAT_BTI
      34     EnFPM     FEAT_FPMR
      33     MSCEn     FEAT_MOPS
      32     CMOW      FEAT_CMOW
      31     EnIA      FEAT_PAuth
      30     EnIB      FEAT_PAuth
      29     LSMAOE    FEAT_LSMAOC          RES1@7.2..
      28     nTLSMD    FEAT_LSMAOC          RES1@7.2..
      27     EnDA      FEAT_PAuth
      26     UCI       FEAT_AA64EL1
      25     EE        FEAT_MixedEnd
      24     E0E       FEAT_MixedEndEL0
      23     SPAN      FEAT_PAN             RES1@7.2..
      22     EIS       FEAT_ExS             RES1@7.2..
      21     IESB      FEAT_IESB
      20     TSCXT     FEAT_CSV2_2|FEAT_CSV2_1p2  RES1@7.2..
      19     WXN       FEAT_AA64EL1
      18     nTWE      FEAT_AA64EL1
      17     RES0
      16     nTWI      FEAT_AA64EL1
      15     UCT       FEAT_AA64EL1
      14     DZE       FEAT_AA64EL1
      13     EnDB      FEAT_PAuth
      12     I         FEAT_AA64EL1
      11     EOS       FEAT_ExS             RES1@7.2..
      10     EnRCTX    FEAT_SPECRES
      9      UMA       FEAT_AA64EL1
      8      SED       FEAT_AA32EL0         RES1@7.2..
      7      ITD       FEAT_AA32EL0         RES1@7.2..
      6      nAA       FEAT_LSE2
      5      CP15BEN   FEAT_AA32EL0
      4      SA0       FEAT_AA64EL1
      3      SA        FEAT_AA64EL1
      2      C         FEAT_AA64EL1
      1      A         FEAT_AA64EL1
      0      M         FEAT_AA64EL1

    SCTLR_EL1  @..6.16
      63:58  FREE
      57     EPAN      FEAT_PAN3
      56:18  FREE
      17     RES0
      16:0   FREE

    SCTLR_EL2  needs FEAT_AA64EL2  @7.2..
      63     TIDCP     FEAT_TIDCP1&!FEAT_E2H0
      62     SPINTMASK FEAT_NMI
      61     NMI       FEAT_NMI
      60     EnTP2     FEAT_SME&!FEAT_E2H0
      59     TCSO      FEAT_MTE_STORE_ONLY
      58     TCSO0     FEAT_MTE_STORE_ONLY&!FEAT_E2H0
      57     EPAN      FEAT_PAN3&!FEAT_E2H0
      56     EnALS     FEAT_LS64&!FEAT_E2H0
      55     EnAS0     FEAT_LS64_ACCDATA&!FEAT_E2H0
      54     EnASR     FEAT_LS64_V&!FEAT_E2H0
      53:50  RES0
      49:46  TWEDEL    FEAT_TWED&!FEAT_E2H0
      45     TWEDEn    FEAT_TWED&!FEAT_E2H0
      44     DSSBS     FEAT_SSBS
      43     ATA       FEAT_MTE2
      42     ATA0      FEAT_MTE2&!FEAT_E2H0
      41:40  TCF       FEAT_MTE2
      39:38  TCF0      FEAT_MTE2&!FEAT_E2H0
      37     ITFSB     FEAT_MTE_ASYNC
      36     BT        FEAT_BTI
      35     BT0       FEAT_BTI&!FEAT_E2H0
      34     EnFPM     FEAT_FPMR
      33     MSCEn     FEAT_MOPS&!FEAT_E2H0
      32     CMOW      FEAT_CMOW&!FEAT_E2H0
      31     EnIA      FEAT_PAuth
      30     EnIB      FEAT_PAuth
      29     LSMAOE    FEAT_LSMAOC&!FEAT_E2H0  RES1
      28     nTLSMD    FEAT_LSMAOC&!FEAT_E2H0  RES1
      27     EnDA      FEAT_PAuth
      26     UCI       FEAT_AA64EL2&!FEAT_E2H0
      25     EE        FEAT_MixedEnd
      24     E0E       FEAT_MixedEndEL0&!FEAT_E2H0
      23     SPAN      FEAT_PAN&!FEAT_E2H0  RES1
      22     EIS       FEAT_ExS             RES1
      21     IESB      FEAT_IESB
      20     TSCXT     (FEAT_CSV2_2|FEAT_CSV2_1p2)&!FEAT_E2H0  RES1-if:!FEAT_E2H0
      19     WXN       FEAT_AA64EL2
      18     nTWE      FEAT_AA64EL2&!FEAT_E2H0  RES1
      17     RES0
      16     nTWI      FEAT_AA64EL2&!FEAT_E2H0  RES1
      15     UCT       FEAT_AA64EL2&!FEAT_E2H0
      14     DZE       FEAT_AA64EL2&!FEAT_E2H0
      13     EnDB      FEAT_PAuth
      12     I         FEAT_AA64EL2
      11     EOS       FEAT_ExS             RES1
      10     EnRCTX    FEAT_SPECRES
      9      RES0
      8      SED       FEAT_AA32EL0&!FEAT_E2H0  RES1-if:!FEAT_E2H0
      7      ITD       FEAT_AA32EL0&!FEAT_E2H0  RES1-if:!FEAT_E2H0
      6      nAA       FEAT_LSE2
      5      CP15BEN   FEAT_AA32EL0&!FEAT_E2H0  RES1-if:FEAT_E2H0
      4      SA0       FEAT_AA64EL2&!FEAT_E2H0
      3      SA        FEAT_AA64EL2
      2      C         FEAT_AA64EL2
      1      A         FEAT_AA64EL2
      0      M         FEAT_AA64EL2

    SCTLR2_EL1 SCTLR2_EL2  needs FEAT_SCTLR2  @6.18..
      63:13  RES0
      12     CPTM0     FEAT_CPA2
      11     CPTM      FEAT_CPA2
      10     CPTA0     FEAT_CPA2
      9      CPTA      FEAT_CPA2
      8      EnPACM0   FEAT_PAuth_LR
      7      EnPACM    FEAT_PAuth_LR
      6      EnIDCP128 FEAT_SYSREG128
      5      EASE      FEAT_DoubleFault2
      4      EnANERR   FEAT_ANERR
      3      EnADERR   FEAT_ADERR
      2      NMEA      FEAT_DoubleFault2
      1:0    RES0
    """
}
