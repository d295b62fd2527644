extension TrapHandlers {
  /// The handlers of registers and instructions that a VM may not have.
  ///
  /// KVM has no handler for the aliases that FEAT_NV2 turns into memory: they trap while the guest
  /// hypervisor has HCR_EL2.E2H clear, and are UNDEFINED then.
  ///
  /// What is missing is emulated although the VM does not advertise it: TLBI RIPAS2E1, RIPAS2LE1 and
  /// their nXS forms without FEAT_TLBIRANGE, and PMMIR_EL1 without a PMU before 7.3.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` 7.3 (`trap_loregion`, `access_ras`,
  ///   `tcr2_visibility`, `sctlr2_visibility`, `fpmr_visibility`, `kvm_supported_tlbi_*`,
  ///   `access_gic_sgi`, `ptrauth_visibility`, `pmu_visibility`, `mte_visibility`, `undef_access`,
  ///   `s1pie_el2_visibility`, `s1poe_el2_visibility`); conditions measured on 6.12 to 7.3. The
  ///   aliases: Arm ARM, access to POR_EL12 and its like (HCR_EL2.NV, NV1 and NV2 = 1, 0, 1); kernel
  ///   `arch/arm64/include/asm/vncr_mapping.h`; a probe of 7.3.4.
  static let table: StaticString = """
    lor  !FEAT_LOR
      LORSA_EL1 LOREA_EL1 LORN_EL1 LORC_EL1 LORID_EL1
    # Before 6.17 those of the first extension read as zero whatever the VM advertises, and those of
    # the second are not known at all.
    ras  !FEAT_RAS @6.17..
      ERRIDR_EL1 ERRSELR_EL1 ERXFR_EL1 ERXCTLR_EL1 ERXSTATUS_EL1 ERXADDR_EL1 ERXMISC<0-1>_EL1
    ras-v1p1  !FEAT_RASv1p1 @6.17..
      ERXPFGF_EL1 ERXPFGCTL_EL1 ERXPFGCDN_EL1 ERXMISC<2-3>_EL1
    ras-v1p1  @..6.16
      ERXPFGF_EL1 ERXPFGCTL_EL1 ERXPFGCDN_EL1 ERXMISC<2-3>_EL1

    # Enables; in a nested guest the access goes to its hypervisor instead.
    tcr2  EL1 vEL2 !FEAT_TCR2
      TCR2_EL1
    sctlr2  EL1 vEL2 !FEAT_SCTLR2
      SCTLR2_EL1
    fpmr  EL1 vEL2 !FEAT_FPMR
      FPMR
    scxtnum  EL1 vEL2
      SCXTNUM_EL0 SCXTNUM_EL1
    tcr2  to:HCRX_EL2.TCR2En  vEL1 !FEAT_TCR2
      TCR2_EL1
    sctlr2  to:HCRX_EL2.SCTLR2En  vEL1 !FEAT_SCTLR2
      SCTLR2_EL1
    fpmr  to:HCRX_EL2.EnFPM  vEL1 !FEAT_FPMR
      FPMR
    scxtnum  to:HCR_EL2.EnSCXT  vEL1
      SCXTNUM_EL0 SCXTNUM_EL1

    tlbi-nxs  !FEAT_XS
      S1_*_C9_*_*
    tlbi-os  !FEAT_TLBIOS
      S1_0,4_C8,9_C1_*
      TLBI_IPAS2E1OS TLBI_IPAS2LE1OS TLBI_IPAS2E1OSNXS TLBI_IPAS2LE1OSNXS
    tlbi-range  !FEAT_TLBIRANGE
      S1_0,4_C8,9_C2,5,6_*
      TLBI_RIPAS2E1IS TLBI_RIPAS2LE1IS TLBI_RIPAS2E1OS TLBI_RIPAS2LE1OS
      TLBI_RIPAS2E1ISNXS TLBI_RIPAS2LE1ISNXS TLBI_RIPAS2E1OSNXS TLBI_RIPAS2LE1OSNXS

    ats1a-el2  vEL2 !FEAT_ATS1A
      AT_S1E2A
    tcr2-el2  vEL2 !FEAT_TCR2
      TCR2_EL2
    sctlr2-el2  vEL2 !FEAT_SCTLR2
      SCTLR2_EL2
    s1pie-el2  vEL2 !FEAT_S1PIE
      PIR_EL2 PIRE0_EL2
    s1poe-el2  vEL2 !FEAT_S1POE
      POR_EL2

    # Memory for a guest hypervisor with FEAT_VHE, whatever else the VM advertises.
    alias  vEL2 !FEAT_VHE
      SCTLR_EL12 SCTLR2_EL12 CPACR_EL12 ZCR_EL12 SMCR_EL12 TRFCR_EL12 TTBR0_EL12 TTBR1_EL12
      TCR_EL12 TCR2_EL12 SPSR_EL12 ELR_EL12 AFSR0_EL12 AFSR1_EL12 ESR_EL12 TFSR_EL12 FAR_EL12
      PMSCR_EL12 MAIR_EL12 PIRE0_EL12 PIR_EL12 POR_EL12 AMAIR_EL12 MPAM1_EL12 VBAR_EL12
      CONTEXTIDR_EL12 SCXTNUM_EL12

    gic  !FEAT_GICv3
      ICC_SGI0R_EL1 ICC_ASGI1R_EL1 ICC_SGI1R_EL1
    gic-el2  vEL2 !FEAT_GICv3
      ICC_SRE_EL2

    ptrauth  no-ptrauth
      APIAKEYLO_EL1 APIAKEYHI_EL1 APIBKEYLO_EL1 APIBKEYHI_EL1 APDAKEYLO_EL1 APDAKEYHI_EL1
      APDBKEYLO_EL1 APDBKEYHI_EL1 APGAKEYLO_EL1 APGAKEYHI_EL1
    sve  no-sve
      ZCR_EL1
    sve-el2  vEL2 no-sve
      ZCR_EL2
    pmu  no-pmu-v3
      PMINTENSET_EL1 PMINTENCLR_EL1 PMCR_EL0 PMCNTENSET_EL0 PMCNTENCLR_EL0 PMOVSCLR_EL0
      PMSWINC_EL0 PMSELR_EL0 PMCEID0_EL0 PMCEID1_EL0 PMCCNTR_EL0 PMUSERENR_EL0 PMOVSSET_EL0
      PMCCFILTR_EL0 PMEVCNTR<0-30>_EL0 PMEVTYPER<0-30>_EL0 PMXEVCNTR_EL0 PMXEVTYPER_EL0
    pmu-slots  no-pmu-v3 @7.3..
      PMMIR_EL1
    gic-interface  no-vgic-v3
      ICC_PMR_EL1 ICC_RPR_EL1 ICC_CTLR_EL1 ICC_DIR_EL1
      ICC_AP0R<0-3>_EL1 ICC_BPR0_EL1 ICC_EOIR0_EL1 ICC_HPPIR0_EL1 ICC_IAR0_EL1 ICC_IGRPEN0_EL1
      ICC_AP1R<0-3>_EL1 ICC_BPR1_EL1 ICC_EOIR1_EL1 ICC_HPPIR1_EL1 ICC_IAR1_EL1 ICC_IGRPEN1_EL1
      ICC_SGI1R_EL1 ICC_ASGI1R_EL1 ICC_SGI0R_EL1
    mte  no-mte
      RGSR_EL1 GCR_EL1 TFSR_EL1 TFSRE0_EL1
      DC_IGSW DC_IGDSW DC_CGSW DC_CGDSW DC_CIGSW DC_CIGDSW

    # Identification registers of what is missing: from 7.0 on the ID trap's own exception, and
    # GMID_EL1 traps only from then on.
    mte-id  no-mte !FEAT_IDST @7.0..
      GMID_EL1
    sme-id  !FEAT_SME @..6.18
      SMIDR_EL1

    # Registers that KVM never offers to a guest.
    amu  always
      AMCR_EL0 AMCFGR_EL0 AMCGCR_EL0 AMUSERENR_EL0 AMCNTENCLR0_EL0 AMCNTENSET0_EL0
      AMCNTENCLR1_EL0 AMCNTENSET1_EL0 AMEVCNTR0<0-3>_EL0 AMEVTYPER0<0-3>_EL0
      AMEVCNTR1<0-15>_EL0 AMEVTYPER1<0-15>_EL0
    trace  always
      S2_1_C0_C0_0..S2_1_C7_C15_7
    trace-filter  always
      TRFCR_EL1
    spe  always
      PMSCR_EL1 PMSNEVFR_EL1 PMSICR_EL1 PMSIRR_EL1 PMSFCR_EL1 PMSEVFR_EL1 PMSLATFR_EL1 PMSIDR_EL1
      PMSDSFR_EL1 PMBLIMITR_EL1 PMBPTR_EL1 PMBSR_EL1
    trbe  always
      TRBLIMITR_EL1 TRBPTR_EL1 TRBBASER_EL1 TRBSR_EL1 TRBMAR_EL1 TRBTRG_EL1
    implementation-defined  always
      S3_0_C11_C0_0..S3_0_C11_C15_7 S3_0_C15_C0_0..S3_0_C15_C15_7
      S3_1_C11_C0_0..S3_1_C11_C15_7 S3_1_C15_C0_0..S3_1_C15_C15_7
      S3_2_C11_C0_0..S3_2_C11_C15_7 S3_2_C15_C0_0..S3_2_C15_C15_7
      S3_3_C11_C0_0..S3_3_C11_C15_7 S3_3_C15_C0_0..S3_3_C15_C15_7
      S3_4_C11_C0_0..S3_4_C11_C15_7 S3_4_C15_C0_0..S3_4_C15_C15_7
      S3_5_C11_C0_0..S3_5_C11_C15_7 S3_5_C15_C0_0..S3_5_C15_C15_7
      S3_6_C11_C0_0..S3_6_C11_C15_7 S3_6_C15_C0_0..S3_6_C15_C15_7
      S3_7_C11_C0_0..S3_7_C11_C15_7 S3_7_C15_C0_0..S3_7_C15_C15_7

    # A trap that KVM does not expect: no handler.
    unhandled  vEL1 @7.2.. !FEAT_FGT
      PIR_EL1 PIRE0_EL1
    """
}
