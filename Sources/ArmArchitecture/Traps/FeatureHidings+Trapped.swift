extension FeatureHidings {
  /// Features that a trap can hide.
  ///
  /// Notation: ``FeatureHidings/parse(_:)``.
  ///
  /// - Source: kernel 7.3 `arch/arm64/kvm/config.c` (feature maps), `arch/arm64/kvm/sys_regs.c`
  ///   (`vcpu_set_hcr`, visibility functions) and `arch/arm64/include/asm/kvm_emulate.h`
  ///   (`vcpu_set_hcrx`) for the means; `arch/arm64/kvm/hyp/include/hyp/sysreg-sr.h`
  ///   (`__sysreg_save_el1_state`, `__sysreg_save_common_state`) and
  ///   `arch/arm64/kvm/hyp/include/hyp/switch.h` (`ptrauth_switch_to_guest`,
  ///   `kvm_hyp_handle_fpsimd`) for the keeping of state; `__kvm_read_sanitised_id_reg` for what a
  ///   vCPU tells.
  static let trapped: StaticString = """
    # Instructions, and registers that only invalidate or translate.
    fgt  stateless
      FEAT_TLBIRANGE  also TLBI_RIPAS2E1 TLBI_RIPAS2LE1 TLBI_RIPAS2E1NXS TLBI_RIPAS2LE1NXS
      FEAT_SPECRES FEAT_SPECRES2 FEAT_DPB2 FEAT_PAN2
    fgt  stateless  told@7.2..  implies-fgt
      FEAT_ATS1A
    fgt  stateless  untold  implies-fgt
      FEAT_PoPS
    fgt+coarse  stateless
      FEAT_TLBIOS

    # Registers switched for VMs that advertise the feature.
    fgt  advertised  implies-fgt
      FEAT_S1PIE FEAT_S1POE
    coarse  advertised  implies-fgt
      FEAT_TCR2 FEAT_FPMR
    coarse  advertised  told@6.18..  implies-fgt
      FEAT_SCTLR2
    fgt+coarse  advertised  told:no-ptrauth
      FEAT_PAuth
    coarse  advertised  told:no-ptrauth
      FEAT_PAuth2 FEAT_FPAC FEAT_FPACCOMBINE FEAT_EPAC FEAT_CONSTPACFIELD FEAT_PAuth_LR
      FEAT_PACQARMA3 FEAT_PACQARMA5 FEAT_PACIMP
    coarse  advertised  told:no-sve
      FEAT_SVE
    coarse  advertised  told:no-mte
      FEAT_MTE2 FEAT_MTE3 FEAT_MTE_ASYNC FEAT_MTE_ASYM_FAULT FEAT_MTE4 FEAT_MTE_CANONICAL_TAGS
      FEAT_MTE_NO_ADDRESS_TAGS FEAT_MTE_TAGGED_FAR FEAT_MTE_STORE_ONLY FEAT_MTE_PERM

    # Emulated: no state of the hardware is reachable.
    fgt+coarse  always
      FEAT_LOR FEAT_RAS FEAT_RASv1p1 FEAT_GICv3
    fgt+coarse  always  told:no-pmu-v3
      FEAT_PMUv3      also PMXEVTYPER_EL0 PMXEVCNTR_EL0 except PMMIR_EL1  # zero, where not UNDEFINED
    coarse  always  told:no-pmu-v3
      FEAT_PMUv3p1 FEAT_PMUv3p4 FEAT_PMUv3p5
    coarse  always  untold
      FEAT_PMUv3p7 FEAT_PMUv3p8
    coarse  always
      FEAT_DoubleLock

    # Instructions behind HCRX_EL2.
    coarse  stateless  implies-fgt
      FEAT_MOPS
    coarse  stateless  told@7.2..  implies-fgt
      FEAT_LS64 FEAT_LS64_V FEAT_LS64WB
    fgt+coarse  never  untold  implies-fgt
      FEAT_LS64_ACCDATA
      FEAT_SME  except SMIDR_EL1  # which identifies, and traps from 6.15 on

    # Never offered to a guest, never switched.
    fgt+coarse  never  untold
      FEAT_AMUv1 FEAT_AMUv1p1 FEAT_SPEv1p2 FEAT_TRF FEAT_TRC_SR
      FEAT_CSV2_2 FEAT_CSV2_3 FEAT_CSV2_1p2
      FEAT_SPE   except PMBIDR_EL1   # which identifies buffers that stay out of reach
      FEAT_TRBE  except TRBIDR_EL1 TRBMPAM_EL1
    coarse  never  untold
      FEAT_MPAM  except TRBMPAM_EL1  # which needs FEAT_TRBE_MPAM
      FEAT_MPAMv0p1 FEAT_MPAMv1p1
      FEAT_SPEv1p1 FEAT_SPEv1p3 FEAT_SPEv1p4 FEAT_SPE_DPFZS FEAT_SPE_SME
      FEAT_SPE_ALTCLK FEAT_SPE_FPF FEAT_SPE_EFT FEAT_SPE_CRR FEAT_SPE_PBT FEAT_SPE_EXC
      FEAT_TRBE_EXT FEAT_TRBE_EXC
    coarse  never  untold  implies-fgt
      FEAT_SME2 FEAT_SME_FA64 FEAT_SME_LUTv2 FEAT_SME2p1 FEAT_SME_F64F64 FEAT_SME_I16I64
      FEAT_SME_B16B16 FEAT_SME_F16F16 FEAT_SME_F8F16 FEAT_SME_F8F32 FEAT_SSVE_FP8FMA
      FEAT_SSVE_FP8DOT4 FEAT_SSVE_FP8DOT2 FEAT_SSVE_BitPerm FEAT_SSVE_AES FEAT_SSVE_FEXPA
      FEAT_SME_TMOP FEAT_SME_MOP4
    fgt  never  untold  implies-fgt
      FEAT_AIE FEAT_S2POE FEAT_GCS FEAT_THE FEAT_PFAR FEAT_SRMASK FEAT_RASv2
      FEAT_BRBE FEAT_BRBEv1p1 FEAT_SPEv1p5 FEAT_SPE_FDS FEAT_SPE_FnE FEAT_SPE_nVM
      FEAT_TRBEv1p1 FEAT_TRBE_MPAM FEAT_ITE FEAT_STEP2 FEAT_Debugv8p9
      FEAT_PMUv3_SS FEAT_PMUv3_ICNTR FEAT_PMUv3p9 FEAT_SEBEP FEAT_EBEP FEAT_SPMU FEAT_SPMU2
    fgt  never  untold  implies-fgt
      FEAT_GCIE
    """
}
