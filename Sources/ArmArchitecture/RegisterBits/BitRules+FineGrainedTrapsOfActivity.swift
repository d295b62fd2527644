extension BitRules {
  /// Fine-grained traps of the activity monitors.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (HAFGRTR_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`hafgrtr_feat_map`), 7.3.
  static let fineGrainedTrapsOfActivity: StaticString = """
    HAFGRTR_EL2  needs FEAT_FGT@6.18..
      63:50  RES0
      49     AMEVTYPER115_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER115_EL0
      48     AMEVCNTR115_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR115_EL0
      47     AMEVTYPER114_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER114_EL0
      46     AMEVCNTR114_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR114_EL0
      45     AMEVTYPER113_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER113_EL0
      44     AMEVCNTR113_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR113_EL0
      43     AMEVTYPER112_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER112_EL0
      42     AMEVCNTR112_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR112_EL0
      41     AMEVTYPER111_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER111_EL0
      40     AMEVCNTR111_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR111_EL0
      39     AMEVTYPER110_EL0 FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER110_EL0
      38     AMEVCNTR110_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR110_EL0
      37     AMEVTYPER19_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER19_EL0
      36     AMEVCNTR19_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR19_EL0
      35     AMEVTYPER18_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER18_EL0
      34     AMEVCNTR18_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR18_EL0
      33     AMEVTYPER17_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER17_EL0
      32     AMEVCNTR17_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR17_EL0
      31     AMEVTYPER16_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER16_EL0
      30     AMEVCNTR16_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR16_EL0
      29     AMEVTYPER15_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER15_EL0
      28     AMEVCNTR15_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR15_EL0
      27     AMEVTYPER14_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER14_EL0
      26     AMEVCNTR14_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR14_EL0
      25     AMEVTYPER13_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER13_EL0
      24     AMEVCNTR13_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR13_EL0
      23     AMEVTYPER12_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER12_EL0
      22     AMEVCNTR12_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR12_EL0
      21     AMEVTYPER11_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER11_EL0
      20     AMEVCNTR11_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR11_EL0
      19     AMEVTYPER10_EL0  FEAT_AMUv1  fgu@6.12..  traps AMEVTYPER10_EL0
      18     AMEVCNTR10_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR10_EL0
      17     AMCNTEN1         FEAT_AMUv1  fgu@6.12..  traps AMCNTENCLR1_EL0 AMCNTENSET1_EL0
      16:5   RES0
      4      AMEVCNTR03_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR03_EL0
      3      AMEVCNTR02_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR02_EL0
      2      AMEVCNTR01_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR01_EL0
      1      AMEVCNTR00_EL0   FEAT_AMUv1  fgu@6.12..  traps AMEVCNTR00_EL0
      0      AMCNTEN0         FEAT_AMUv1  fgu@6.12..  traps AMCNTENCLR0_EL0 AMCNTENSET0_EL0
    """
}
