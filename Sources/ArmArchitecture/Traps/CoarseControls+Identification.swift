extension CoarseControls {
  /// Identification and cache maintenance: HCR_EL2.TID1 to TID5, TACR, TSW, TPC, TPU, TDZ.
  ///
  /// Notation: ``CoarseControls/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2; kernel `arch/arm64/kvm/emulate-nested.c`
  ///   (`coarse_trap_bits`, `coarse_control_combo`, `encoding_to_cgt`), 7.3.
  static let identification: StaticString = """
    HCR_EL2.TID1  16  r
      REVIDR_EL1 SMIDR_EL1 AIDR_EL1

    HCR_EL2.TID2  17  rw
      CTR_EL0

    HCR_EL2.TID3  18  r
      ID_PFR0_EL1..S3_0_C0_C7_7

    HCR_EL2.TIDCP  20  rw
      S3_0_C11_C0_0..S3_0_C11_C15_7 S3_0_C15_C0_0..S3_0_C15_C15_7
      S3_1_C11_C0_0..S3_1_C11_C15_7 S3_1_C15_C0_0..S3_1_C15_C15_7
      S3_2_C11_C0_0..S3_2_C11_C15_7 S3_2_C15_C0_0..S3_2_C15_C15_7
      S3_3_C11_C0_0..S3_3_C11_C15_7 S3_3_C15_C0_0..S3_3_C15_C15_7
      S3_4_C11_C0_0..S3_4_C11_C15_7 S3_4_C15_C0_0..S3_4_C15_C15_7
      S3_5_C11_C0_0..S3_5_C11_C15_7 S3_5_C15_C0_0..S3_5_C15_C15_7
      S3_6_C11_C0_0..S3_6_C11_C15_7 S3_6_C15_C0_0..S3_6_C15_C15_7
      S3_7_C11_C0_0..S3_7_C11_C15_7 S3_7_C15_C0_0..S3_7_C15_C15_7

    HCR_EL2.TACR  21  rw
      ACTLR_EL1

    HCR_EL2.TSW  22  rw
      DC_ISW DC_IGSW DC_IGDSW DC_CSW DC_CGSW DC_CGDSW DC_CISW DC_CIGSW DC_CIGDSW

    HCR_EL2.TPC  23  rw
      DC_IVAC DC_IGVAC DC_IGDVAC DC_CVAC DC_CGVAC DC_CGDVAC DC_CVAP DC_CGVAP DC_CGDVAP
      DC_CVADP DC_CGVADP DC_CGDVADP DC_CIVAC DC_CIGVAC DC_CIGDVAC

    HCR_EL2.TPU  24  rw

    HCR_EL2.TDZ  28  rw
      DC_ZVA DC_GVA DC_GZVA

    HCR_EL2.TID4  49  rw

    HCR_EL2.TICAB  50  rw

    HCR_EL2.TOCU  52  rw

    HCR_EL2.TID5  58  rw
      GMID_EL1

    HCR_EL2.TID2|HCR_EL2.TID4
      CCSIDR_EL1 CLIDR_EL1 CCSIDR2_EL1 CSSELR_EL1

    HCR_EL2.TPU|HCR_EL2.TICAB
      IC_IALLUIS

    HCR_EL2.TPU|HCR_EL2.TOCU
      IC_IALLU IC_IVAU DC_CVAU
    """
}
