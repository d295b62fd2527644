extension FeatureHidings {
  /// Features of exception levels and security states that no VM has.
  ///
  /// Notation: ``FeatureHidings/parse(_:)``.
  ///
  /// - Source: Arm ARM section A2 (architecture extensions).
  static let outside: StaticString = """
    outside  stateless  untold
      FEAT_AA64EL1 FEAT_AA64EL3 FEAT_SEL2 FEAT_RME FEAT_RME_GPC2 FEAT_RME_GPC3 FEAT_RME_GDI
      FEAT_E3DSE FEAT_FGWTE3 FEAT_IDTE3 FEAT_RNG_TRAP
    """
}
