extension CoarseControls {
  /// Architecture extensions at EL1: limited ordering, RAS, pointer authentication,
  /// SCXTNUM; floating point and activity monitors.
  ///
  /// Notation: ``CoarseControls/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2; kernel `arch/arm64/kvm/emulate-nested.c`
  ///   (`coarse_trap_bits`, `coarse_control_combo`, `encoding_to_cgt`), 7.3.
  static let extensions: StaticString = """
    HCR_EL2.TLOR  35  rw
      LORSA_EL1 LOREA_EL1 LORN_EL1 LORC_EL1 LORID_EL1

    HCR_EL2.TERR  36  rw
      ERRIDR_EL1 ERRSELR_EL1 ERXFR_EL1 ERXCTLR_EL1 ERXSTATUS_EL1 ERXADDR_EL1
      ERXMISC<0-3>_EL1

    HCR_EL2.APK  !40  rw
      APIAKEYLO_EL1 APIAKEYHI_EL1 APIBKEYLO_EL1 APIBKEYHI_EL1 APDAKEYLO_EL1 APDAKEYHI_EL1
      APDBKEYLO_EL1 APDBKEYHI_EL1 APGAKEYLO_EL1 APGAKEYHI_EL1

    HCR_EL2.FIEN  !47  rw
      ERXPFGF_EL1 ERXPFGCTL_EL1 ERXPFGCDN_EL1

    HCR_EL2.EnSCXT  !53  rw
      SCXTNUM_EL0

    CPTR_EL2.TAM  30  rw
      AMCR_EL0 AMCFGR_EL0 AMCGCR_EL0 AMUSERENR_EL0 AMCNTENCLR0_EL0 AMCNTENSET0_EL0
      AMCNTENCLR1_EL0 AMCNTENSET1_EL0 AMEVCNTR0<0-3>_EL0 AMEVTYPER0<0-3>_EL0
      AMEVCNTR1<0-15>_EL0 AMEVTYPER1<0-15>_EL0

    CPTR_EL2.TCPAC  31  rw
      CPACR_EL1

    HCR_EL2.NV1&!NV2|HCR_EL2.EnSCXT
      SCXTNUM_EL1
    """
}
