extension HostFeatures {
  /// Lines of "CPU features: detected:" that say what a fresh vCPU may not show.
  ///
  /// - Source: kernel `arch/arm64/kernel/cpufeature.c` (`arm64_features`), 7.3.
  static let kernelLines: [(line: String, feature: String)] = [
    ("Scalable Vector Extension", "FEAT_SVE"),
    ("Scalable Matrix Extension", "FEAT_SME"),
    ("SME2", "FEAT_SME2"),
    ("FA64", "FEAT_SME_FA64"),
    ("Guarded Control Stack (GCS)", "FEAT_GCS"),
    ("FPMR", "FEAT_FPMR"),
    ("SCTLR2", "FEAT_SCTLR2"),
    ("Stage-1 Permission Indirection Extension (S1PIE)", "FEAT_S1PIE"),
    ("Stage-1 Permission Overlay Extension (S1POE)", "FEAT_S1POE"),
    ("Memory Tagging Extension", "FEAT_MTE2"),
    ("Asymmetric MTE Tag Check Fault", "FEAT_MTE_ASYM_FAULT"),
    ("PMUv3", "FEAT_PMUv3"),
    ("RASv1p1 Extension Support", "FEAT_RASv1p1"),
    ("TLB range maintenance instructions", "FEAT_TLBIRANGE"),
    ("Data cache clean to Point of Deep Persistence", "FEAT_DPB2"),
    ("Memory Copy and Memory Set instructions", "FEAT_MOPS"),
    ("Trap EL0 IMPLEMENTATION DEFINED functionality", "FEAT_TIDCP1"),
    ("Random Number Generator", "FEAT_RNG"),
    ("Enhanced Virtualization Traps", "FEAT_EVT"),
    ("Enhanced Counter Virtualization", "FEAT_ECV"),
    ("Enhanced Counter Virtualization (CNTPOFF)", "FEAT_ECV_POFF"),
    ("Nested Virtualization Support", "FEAT_NV2"),
    ("Stage-2 Force Write-Back", "FEAT_S2FWB"),
    ("Virtualization Host Extensions", "FEAT_VHE"),
    ("XNX", "FEAT_XNX"),
  ]
}
