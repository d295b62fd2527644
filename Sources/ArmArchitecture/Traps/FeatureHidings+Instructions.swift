extension FeatureHidings {
  /// Instructions and behaviour that nothing traps.
  ///
  /// `state` names what of the vCPU a feature gives a meaning to: it is switched with the vCPU, but
  /// a host without the feature cannot take it.
  ///
  /// Notation: ``FeatureHidings/parse(_:)``.
  ///
  /// - Source: Arm ARM section A2 (architecture extensions) and C5.2 (PSTATE, FPCR); no trap exists
  ///   in kernel 7.3 `arch/arm64/kvm/emulate-nested.c`.
  static let instructions: StaticString = """
    untrappable  stateless
      FEAT_RNG FEAT_LSE FEAT_LSE128 FEAT_LSE2 FEAT_RDM FEAT_DotProd FEAT_FHM FEAT_CRC32
      FEAT_AES FEAT_PMULL FEAT_SHA1 FEAT_SHA256 FEAT_SHA512 FEAT_SHA3 FEAT_SM3 FEAT_SM4
      FEAT_FlagM FEAT_FlagM2 FEAT_DPB FEAT_JSCVT FEAT_FCMA FEAT_LRCPC FEAT_LRCPC2 FEAT_LRCPC3
      FEAT_FRINTTS FEAT_SB FEAT_BF16 FEAT_DGH FEAT_I8MM FEAT_XS FEAT_RPRES FEAT_HBC
      FEAT_CLRBHB FEAT_RPRFM FEAT_CSSC FEAT_CMPBR FEAT_LUT FEAT_WFxT FEAT_FP16 FEAT_FP
      FEAT_AdvSIMD
    untrappable  stateless  told@6.16..  implies-fgt
      FEAT_FAMINMAX FEAT_FPRCVT
    untrappable  stateless  told@6.18..  implies-fgt
      FEAT_LSFE
    untrappable  stateless  told@7.2..  implies-fgt
      FEAT_LSUI
    untrappable  stateless  told@6.12..  implies-fgt
      FEAT_FP8 FEAT_FP8FMA FEAT_FP8DOT4 FEAT_FP8DOT2
    untrappable  stateless  told:no-sve
      FEAT_SVE2 FEAT_SVE2p1 FEAT_SVE2p2 FEAT_SVE_AES FEAT_SVE_AES2 FEAT_SVE_PMULL128
      FEAT_SVE_BitPerm FEAT_SVE_SHA3 FEAT_SVE_SM4 FEAT_SVE_B16B16 FEAT_SVE_BFSCALE
      FEAT_F32MM FEAT_F64MM
    untrappable  stateless  told:no-mte
      FEAT_MTE
    untrappable  stateless  untold  implies-fgt
      FEAT_PCDPHINT FEAT_PRFMSLC FEAT_OCCMO FEAT_TLBIW FEAT_UINJ
    untrappable  stateless  untold
      FEAT_nTLBPA

    untrappable  always
      FEAT_DIT    state PSTATE.DIT
      FEAT_SSBS   state PSTATE.SSBS
      FEAT_SSBS2  state PSTATE.SSBS
      FEAT_BTI    state PSTATE.BTYPE
      FEAT_PAN    state PSTATE.PAN
      FEAT_UAO    state PSTATE.UAO
      FEAT_AFP    state FPCR.AH FPCR.FIZ FPCR.NEP
      FEAT_EBF16  state FPCR.EBF
    """
}
