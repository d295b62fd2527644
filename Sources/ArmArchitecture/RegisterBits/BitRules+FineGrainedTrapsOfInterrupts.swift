extension BitRules {
  /// The fine-grained traps of the GICv5 CPU interface.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (ICH_HFGRTR_EL2);
  ///   kernel `arch/arm64/kvm/config.c` (`ich_hfgrtr_feat_map`), 7.3.
  ///   The masks of the ICH_HFG registers have a rule, but the kernel never sets them.
  static let fineGrainedTrapsOfInterrupts: StaticString = """
    ICH_HFGRTR_EL2 ICH_HFGWTR_EL2  needs FEAT_GCIE  unapplied negative  @7.2..
      63:21  RES0
      20     ICC_PPI_ACTIVERn_EL1   FEAT_GCIE  traps ICC_PPI_CACTIVER0_EL1 ICC_PPI_CACTIVER1_EL1
                            + ICC_PPI_SACTIVER0_EL1 ICC_PPI_SACTIVER1_EL1
      19     ICC_PPI_PRIORITYRn_EL1 FEAT_GCIE  traps ICC_PPI_PRIORITYR<0-15>_EL1
      18     ICC_PPI_PENDRn_EL1     FEAT_GCIE  traps ICC_PPI_CPENDR0_EL1 ICC_PPI_CPENDR1_EL1
                            + ICC_PPI_SPENDR0_EL1 ICC_PPI_SPENDR1_EL1
      17     ICC_PPI_ENABLERn_EL1   FEAT_GCIE  traps ICC_PPI_ENABLER0_EL1 ICC_PPI_ENABLER1_EL1
      16     ICC_PPI_HMRn_EL1       FEAT_GCIE  read  traps ICC_PPI_HMR0_EL1 ICC_PPI_HMR1_EL1
      15:8   RES0
      7      ICC_IAFFIDR_EL1        FEAT_GCIE  read  traps ICC_IAFFIDR_EL1
      6      ICC_ICSR_EL1           FEAT_GCIE  traps ICC_ICSR_EL1
      5      ICC_PCR_EL1            FEAT_GCIE  traps ICC_PCR_EL1
      4      ICC_HPPIR_EL1          FEAT_GCIE  read  traps ICC_HPPIR_EL1
      3      RES1                   read
      2      ICC_CR0_EL1            FEAT_GCIE  traps ICC_CR0_EL1
      1      ICC_IDRn_EL1           FEAT_GCIE  read  traps ICC_IDR0_EL1
      0      ICC_APR_EL1            FEAT_GCIE  traps ICC_APR_EL1

    ICH_HFGITR_EL2  needs FEAT_GCIE  unapplied negative  @7.2..
      63:11  RES0
      10     GICRCDNMIA FEAT_GCIE  traps GICR_CDNMIA
      9      GICRCDIA   FEAT_GCIE  traps GICR_CDIA
      8      GICCDDI    FEAT_GCIE  traps GIC_CDDI
      7      GICCDEOI   FEAT_GCIE  traps GIC_CDEOI
      6      GICCDHM    FEAT_GCIE  traps GIC_CDHM
      5      GICCDRCFG  FEAT_GCIE  traps GIC_CDRCFG
      4      GICCDPEND  FEAT_GCIE  traps GIC_CDPEND
      3      GICCDAFF   FEAT_GCIE  traps GIC_CDAFF
      2      GICCDPRI   FEAT_GCIE  traps GIC_CDPRI
      1      GICCDDIS   FEAT_GCIE  traps GIC_CDDIS
      0      GICCDEN    FEAT_GCIE  traps GIC_CDEN
    """
}
