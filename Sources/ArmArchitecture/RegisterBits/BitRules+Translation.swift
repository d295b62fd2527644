extension BitRules {
  /// Translation control of EL2 and of stage 2.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (TCR2_EL2, VTCR_EL2, VTTBR_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`tcr2_el2_feat_map`, `vtcr_el2_feat_map`) and
  ///   `arch/arm64/kvm/nested.c` (`kvm_init_nv_sysregs`), 7.3, and the masks read back from 6.16,
  ///   6.18 and 7.2. Up to 6.18 the masks of VTCR_EL2 do not depend on features.
  static let translation: StaticString = """
    TCR2_EL2  needs FEAT_TCR2@6.18..
      63:19  RES0
      18     FNG1   FEAT_ASID2&!FEAT_E2H0
      17     FNG0   FEAT_ASID2&!FEAT_E2H0
      16     A2     FEAT_ASID2&!FEAT_E2H0
      15     DisCH1 FEAT_D128&!FEAT_E2H0
      14     DisCH0 FEAT_D128&!FEAT_E2H0
      13     AMEC1  FEAT_MEC&!FEAT_E2H0
      12     AMEC0  FEAT_MEC
      11     HAFT   FEAT_HAFT
      10     PTTWI  FEAT_THE
      9:6    RES0
      5      D128   FEAT_D128&!FEAT_E2H0
      4      AIE    FEAT_AIE
      3      POE    FEAT_S1POE
      2      E0POE  FEAT_S1POE
      1      PIE    FEAT_S1PIE
      0      PnCH   FEAT_THE

    VTCR_EL2  needs FEAT_AA64EL2  @7.2..
      63:46  RES0
      45     HDBSS       FEAT_HDBSS
      44     HAFT        FEAT_HAFT
      43:42  RES0
      41     TL0         FEAT_THE
      40     GCSH        FEAT_THE
      39     RES0
      38     D128        FEAT_D128
      37     S2POE       FEAT_S2POE
      36     S2PIE       FEAT_S2PIE
      35     TL1         FEAT_THE
      34     AssuredOnly FEAT_THE
      33     SL2         FEAT_LPA2
      32     DS          FEAT_LPA2
      31     RES1
      30     NSA         FEAT_SEL2
      29     NSW         FEAT_SEL2
      28     HWU62       FEAT_HPDS2
      27     HWU61       FEAT_HPDS2
      26     HWU60       FEAT_HPDS2
      25     HWU59       FEAT_HPDS2
      24:23  RES0
      22     HD          ID_AA64MMFR1_EL1.HAFDBS>=2
      21     HA          FEAT_HAFDBS
      20     RES0
      19     VS          FEAT_VMID16
      18:16  PS          FEAT_AA64EL1
      15:14  TG0         FEAT_AA64EL1
      13:12  SH0         FEAT_AA64EL1
      11:10  ORGN0       FEAT_AA64EL1
      9:8    IRGN0       FEAT_AA64EL1
      7:6    SL0         FEAT_AA64EL1
      5:0    T0SZ        FEAT_AA64EL1

    VTCR_EL2  @..6.18
      63:32  RES0
      31     RES1
      30:20  RES0
      19     VS          always
      18:16  PS          always
      15:14  TG0         always
      13:12  SH0         always
      11:10  ORGN0       always
      9:8    IRGN0       always
      7:6    SL0         always
      5:0    T0SZ        always

    VTTBR_EL2
      63:56  VMID  FEAT_VMID16
      55:48  VMID  always
      47:1   BADDR always
      0      CnP   FEAT_TTCNP

    VNCR_EL2
      63:57  RESS  always
      56:12  BADDR always
      11:0   RES0
    """
}
