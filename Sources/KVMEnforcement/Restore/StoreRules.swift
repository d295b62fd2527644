import ArmArchitecture

/// What KVM does with a value that userspace writes to a register, for the registers that do not
/// simply keep it.
///
/// ID registers have ``AdmissionPlan``; every register that no row names keeps any value.
struct StoreRules: Sendable {
  /// The rows, in the order of the table.
  let rows: [StoreRule]

  /// The built-in table.
  static let standard = builtIn { () throws(TableError) in try StoreRules("rules", rules) }

  /// Parses a table in the notation of ``parse(_:_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation.
  init(_ name: String, _ text: StaticString) throws(TableError) {
    let text = TableText(name, text)
    var rows: [StoreRule] = []
    for row in text.rows { rows.append(try Self.parse(text, row)) }
    self.rows = rows
  }

  /// The registers with a rule of their own.
  ///
  /// Notation: ``parse(_:_:)``. Ids of class firmware: PSCI_VERSION, SMCCC_ARCH_WORKAROUND_1 to _3;
  /// firmware bitmap: STD, STD_HYP, VENDOR_HYP, VENDOR_HYP_2. KVM keeps the virtual counter under
  /// CNTV_CVAL_EL0's id.
  ///
  /// - Source: kernel `arch/arm64/kvm/guest.c` (`set_core_reg`, `set_sve_vls`),
  ///   `arch/arm64/kvm/sys_regs.c` (`set_oslsr_el1`, `set_ccsidr`, `set_pmcr`, `set_pmreg`,
  ///   `set_pmmir`, `arch_timer_set_user`), `arch/arm64/kvm/hypercalls.c` (`kvm_arm_set_fw_reg`,
  ///   `kvm_arm_set_fw_reg_bmap`), 6.12.107 to 7.3.4; `set_pmreg` keeps raw values since 6.15.
  private static let rules: StaticString = """
    0x6030000000100042  mode            -
    0x6020000000110000..0x602000000011000d  line-size  -
    OSLSR_EL1           only=0x2        -

    0x6030000000140000  psci            -
    0x6030000000140001  level           -
    0x6030000000140002  ssbd            -
    0x6030000000140003  level           -
    0x6030000000160000  subset          -
    0x6030000000160001  subset          -
    0x6030000000160002  subset          -
    0x6030000000160003  subset=0x3      -

    0x606000000015ffff  lengths         -

    PMCR_EL0            pmcr            -
    PMMIR_EL1           slots           -
    PMSWINC_EL0         zero            -
    PMEVCNTR0_EL0..PMEVCNTR30_EL0  event-counter  -
    PMCNTENSET_EL0      counters-set    ..6.14
    PMCNTENSET_EL0      counters        6.15..
    PMCNTENCLR_EL0      counters-clear  ..6.14  = PMCNTENSET_EL0
    PMCNTENCLR_EL0      counters        6.15..  = PMCNTENSET_EL0
    PMINTENSET_EL1      counters-set    ..6.14
    PMINTENSET_EL1      counters        6.15..
    PMINTENCLR_EL1      counters-clear  ..6.14  = PMINTENSET_EL1
    PMINTENCLR_EL1      counters        6.15..  = PMINTENSET_EL1
    PMOVSSET_EL0        counters-set    ..6.14
    PMOVSSET_EL0        counters        6.15..
    PMOVSCLR_EL0        counters-clear  ..6.14  = PMOVSSET_EL0
    PMOVSCLR_EL0        counters        6.15..  = PMOVSSET_EL0

    CNTV_CTL_EL0        runs=0x4        ..6.17
    CNTV_CTL_EL0        drop=0x4        6.18..
    CNTP_CTL_EL0        runs=0x4        ..6.17
    CNTP_CTL_EL0        drop=0x4        6.18..
    CNTHV_CTL_EL2       runs=0x4        ..6.17
    CNTHV_CTL_EL2       drop=0x4        6.18..
    CNTHP_CTL_EL2       runs=0x4        ..6.17
    CNTHP_CTL_EL2       drop=0x4        6.18..
    CNTPCT_EL0          runs=0xffffffffffffffff  -
    CNTV_CVAL_EL0       runs=0xffffffffffffffff  -
    """
}
