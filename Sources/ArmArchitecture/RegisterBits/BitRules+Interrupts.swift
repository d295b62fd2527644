extension BitRules {
  /// The GIC hypervisor control.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (ICH_HCR_EL2).
  static let interrupts: StaticString = """
    ICH_HCR_EL2
      63:32  RES0
      31:27  EOIcount     always
      26:16  RES0
      15     DVIM         never
      14     TDIR         ICH_VTR_EL2.TDS==1
      13     TSEI         always
      12     TALL1        always
      11     TALL0        always
      10     TC           always
      9      RES0
      8      vSGIEOICount never
      7      VGrp1DIE     always
      6      VGrp1EIE     always
      5      VGrp0DIE     always
      4      VGrp0EIE     always
      3      NPIE         always
      2      LRENPIE      always
      1      UIE          always
      0      En           always
    """
}
