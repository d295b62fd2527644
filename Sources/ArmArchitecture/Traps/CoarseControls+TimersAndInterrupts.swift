extension CoarseControls {
  /// Generic timer and GIC CPU interface.
  ///
  /// Notation: ``CoarseControls/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2; kernel `arch/arm64/kvm/emulate-nested.c`
  ///   (`coarse_trap_bits`, `coarse_control_combo`, `encoding_to_cgt`), 7.3.
  static let timersAndInterrupts: StaticString = """
    HCR_EL2.IMO  4  w

    HCR_EL2.FMO  3  w

    CNTHCTL_EL2.EL1TVT  13  rw
      CNTV_TVAL_EL0 CNTV_CTL_EL0 CNTV_CVAL_EL0

    CNTHCTL_EL2.EL1TVCT  14  r
      CNTVCT_EL0 CNTVCTSS_EL0

    ICH_HCR_EL2.TC  10  rw
      ICC_PMR_EL1 ICC_RPR_EL1 ICC_CTLR_EL1

    ICH_HCR_EL2.TALL0  11  rw
      ICC_IAR0_EL1 ICC_EOIR0_EL1 ICC_HPPIR0_EL1 ICC_BPR0_EL1 ICC_AP0R<0-3>_EL1
      ICC_IGRPEN0_EL1

    ICH_HCR_EL2.TALL1  12  rw
      ICC_AP1R<0-3>_EL1 ICC_IAR1_EL1 ICC_EOIR1_EL1 ICC_HPPIR1_EL1 ICC_BPR1_EL1
      ICC_IGRPEN1_EL1

    ICH_HCR_EL2.TDIR  14  rw

    HCR_EL2.IMO|HCR_EL2.FMO|ICH_HCR_EL2.TC
      ICC_SGI1R_EL1 ICC_ASGI1R_EL1 ICC_SGI0R_EL1

    ICH_HCR_EL2.TC|ICH_HCR_EL2.TDIR
      ICC_DIR_EL1

    CNTHCTL_EL2.EL1PCTEN  !10/!0  rw
      CNTPCT_EL0 CNTPCTSS_EL0

    CNTHCTL_EL2.EL1PTEN  !11/!1  rw
      CNTP_TVAL_EL0 CNTP_CTL_EL0 CNTP_CVAL_EL0

    CNTHCTL_EL2.EL1NVPCT  15  rw
      CNTP_CTL_EL02 CNTP_CVAL_EL02

    CNTHCTL_EL2.EL1NVVCT  16  rw
      CNTV_CTL_EL02 CNTV_CVAL_EL02
    """
}
