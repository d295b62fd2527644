extension KernelAxis {
  /// The registers that a vCPU's list has on some kernels only, and those whose fresh value the
  /// kernel decides.
  ///
  /// Notation: `KERNELS VMS FRESH REGISTER…`, see ``KernelAxis/RegisterRow/rows(_:_:)``. Whether a
  /// listed register exists under the VM's ID registers is ``VisibilityRules``' matter.
  /// 0x1de7ec7edbadc0de is KVM's reset poison. Ids of class firmware: PSCI_VERSION, 1.1 or 1.3;
  /// firmware bitmap: VENDOR_HYP_2.
  ///
  /// - Source: KVM_GET_REG_LIST and fresh vCPUs on 6.12.107, 6.16.12, 6.18.15, 7.2.11 and 7.3.4.
  static let registerTable: StaticString = """
    -      -            new=0x0                 TCR2_EL1
    -      -            new=0x1de7ec7edbadc0de  PIR_EL1 PIRE0_EL1
    6.12.. -            new=0x0                 FPMR
    6.18.. -            new=0x0                 SCTLR2_EL1
    7.3..  pmu-v3       host                    PMMIR_EL1
    6.16.. -            new=0x0                 0x6030000000160003
    ..6.12 psci-0.2     =0x10001                0x6030000000140000
    6.16.. psci-0.2     =0x10003                0x6030000000140000

    # VMs with EL2.
    6.18.. el2          new=0x0                 SCTLR2_EL2
    6.18.. el2          new=0x1de7ec7edbadc0de  VSESR_EL2 VDISR_EL2
    7.3..  el2          host                    NVHCR_EL2
    ..6.18 el2          =0x30c50830             SCTLR_EL2
    7.2..  el2          =0x0                    SCTLR_EL2
    6.16   el2          new=0x0                 RVBAR_EL2 ICH_HCR_EL2 ICH_VMCR_EL2
      + ICH_AP0R<0-3>_EL2 ICH_AP1R<0-3>_EL2 ICH_LR<0-15>_EL2
    6.16.. el2,!el2-e2h0  new=0x0               CNTHV_CTL_EL2 CNTHV_CVAL_EL2
    6.16   el2,el2-e2h0   new=0x0               CNTHV_CTL_EL2 CNTHV_CVAL_EL2
    """
}
