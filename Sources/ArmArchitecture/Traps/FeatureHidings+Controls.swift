extension FeatureHidings {
  /// Features that are bits of control registers.
  ///
  /// KVM masks control registers only for VMs with EL2; in a VM without, the bit works where the CPU
  /// implements it.
  ///
  /// Notation: ``FeatureHidings/parse(_:)``.
  ///
  /// - Source: kernel 7.3 `arch/arm64/include/asm/kvm_host.h` (`__vcpu_sys_reg` applies masks to VMs
  ///   with EL2); Arm ARM section D24.2 for the bits.
  static let controls: StaticString = """
    register  always
      FEAT_HPDS FEAT_HPDS2 FEAT_HAFDBS FEAT_HAFT FEAT_TIDCP1 FEAT_ETS2 FEAT_ETS3 FEAT_ECBHB
      FEAT_TWED FEAT_PAN3 FEAT_TTCNP FEAT_IESB FEAT_LSMAOC FEAT_LVA FEAT_LVA3 FEAT_TTST FEAT_TTL
      FEAT_BBM FEAT_E0PD FEAT_IDST FEAT_TGran4K FEAT_TGran16K FEAT_TGran64K FEAT_LPA
      FEAT_LPA2 FEAT_ASID16 FEAT_ExS FEAT_MixedEnd FEAT_MixedEndEL0 FEAT_ECV FEAT_CSV2
      FEAT_CSV2_1p1 FEAT_CSV3 FEAT_SpecSEI FEAT_AA32EL0 FEAT_AA32EL1 FEAT_DoubleFault
      FEAT_Debugv8p1 FEAT_Debugv8p2 FEAT_Debugv8p4 FEAT_Debugv8p8
    register  always  told@6.18..  implies-fgt
      FEAT_DoubleFault2
    register  never  untold  implies-fgt
      FEAT_ADERR FEAT_ANERR FEAT_CMOW FEAT_NMI FEAT_CPA FEAT_CPA2 FEAT_FPACC_SPEC FEAT_D128
      FEAT_MEC FEAT_ASID2 FEAT_BWE FEAT_BWE2 FEAT_ABLE FEAT_SYSREG128 FEAT_SYSINSTR128
      FEAT_HDBSS FEAT_HPMN0
    register  stateless  untold
      FEAT_CCIDX

    register  always  EL2
      FEAT_VHE FEAT_HCX FEAT_FGT FEAT_EVT FEAT_EVT_TTLBxS FEAT_S2FWB FEAT_XNX FEAT_VMID16
      FEAT_ECV_POFF FEAT_S2TGran4K FEAT_S2TGran16K FEAT_S2TGran64K FEAT_GTG FEAT_AA64EL2
      FEAT_E2H0 FEAT_FGT2
    register  always  untold  EL2
      FEAT_NV FEAT_NV2 FEAT_NV2p1 FEAT_NV3
    register  never  untold  EL2  implies-fgt
      FEAT_S2PIE FEAT_HACDBS
    register  never  untold  EL2
      FEAT_MTPMU
    """
}
