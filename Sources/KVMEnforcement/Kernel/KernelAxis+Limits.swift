extension KernelAxis {
  /// The ID fields of which some kernels show a vCPU less than the CPU has.
  ///
  /// Notation: `KERNELS VMS RULE FIELD…`, see ``KernelAxis/LimitRow/rows(_:_:)``. On the kernels of
  /// a row a field reads at most the row's number; other kernels show it as the CPU has it.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`__kvm_read_sanitised_id_reg`),
  ///   `arch/arm64/kvm/nested.c` (`limit_nv_id_reg`), `arch/arm64/kernel/cpufeature.c` (the field
  ///   tables), 6.12.107 to 7.3.4; measured on one CPU under 6.12.107, 6.16.12, 6.18.15, 7.2.11 and
  ///   7.3.4. The fields that this CPU lacks follow the writable masks, which have them since the
  ///   kernel that shows them.
  static let limitTable: StaticString = """
    ..6.18       -     <=0   ID_AA64ISAR2_EL1.ATS1A
    ..6.18       -     <=0   ID_AA64PFR2_EL1[15:12] ID_AA64ISAR3_EL1[27:24]
      + ID_AA64FPFR0_EL1[15] ID_AA64FPFR0_EL1[7:2]
    ..6.16       -     <=0   ID_AA64MMFR3_EL1.SCTLRX ID_AA64PFR1_EL1.DF2 ID_AA64PFR1_EL1.RAS_frac
      + ID_AA64PFR2_EL1.MTEFAR ID_AA64PFR2_EL1.MTESTOREONLY ID_AA64ISAR3_EL1.LSFE
    ..6.12       -     <=0   ID_AA64ISAR2_EL1[47:44] ID_AA64ISAR3_EL1.FAMINMAX
      + ID_AA64ISAR3_EL1[31:28] ID_AA64FPFR0_EL1[27:26] ID_AA64ZFR0_EL1[51:48]
      + ID_AA64ZFR0_EL1[15:12] ID_AA64PFR1_EL1.MTE_frac
    ..6.12       -     host  ID_AA64MMFR2_EL1.NV
    6.9          -     <=0   ID_AA64PFR2_EL1.FPMR ID_AA64FPFR0_EL1[31:28] ID_AA64FPFR0_EL1[1:0]

    # VMs with EL2.
    6.16..6.18   el2   <=0   ID_AA64MMFR1_EL1.XNX ID_AA64MMFR1_EL1.HAFDBS
    6.16         el2   <=0   ID_AA64PFR0_EL1.RAS ID_AA64MMFR1_EL1.TIDCP1 ID_AA64MMFR1_EL1.AFP
      + ID_AA64MMFR1_EL1.ECBHB ID_AA64MMFR1_EL1.TWED ID_AA64MMFR1_EL1.SpecSEI
    6.16         el2   <=7   ID_AA64DFR0_EL1.DebugVer
    """
}
