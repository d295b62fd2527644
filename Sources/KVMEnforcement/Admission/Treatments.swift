import ArmArchitecture

/// KVM's special treatments of ID-register writes.
struct Treatments: Sendable {
  /// The rows, in the order of the tables.
  let rows: [Treatment]

  /// The built-in table.
  static let standard = builtIn { () throws(TableError) in
    try Treatments([("rules", rules), ("identity", identity), ("aarch32", aarch32)])
  }

  /// Parses tables in the notation of ``parse(_:_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation.
  init(_ tables: [(String, StaticString)]) throws(TableError) {
    var rows: [Treatment] = []
    for (name, text) in tables {
      let text = TableText(name, text)
      for row in text.rows { rows.append(try Self.parse(text, row)) }
    }
    self.rows = rows
  }

  /// Fields whose writes KVM rewrites, tolerates, refuses or compares in its own way.
  ///
  /// Notation: ``parse(_:_:)``.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`set_id_aa64dfr0_el1`, `set_id_dfr0_el1`,
  ///   `set_id_aa64pfr0_el1`, `set_id_aa64pfr1_el1`, `set_id_aa64mmfr0_el1`,
  ///   `set_id_aa64mmfr2_el1`, `set_ctr_el0`) and `arch/arm64/kernel/cpufeature.c`
  ///   (`ftr_id_aa64dfr0`, `ftr_id_dfr0`), 6.12.107, 6.16.12, 6.18.15, 7.2.11 and 7.3.4. The fix
  ///   that made PMUVer and PerfMon unsigned stands in the stable change log of 6.12.91.
  private static let rules: StaticString = """
    ID_AA64DFR0_EL1.PMUVer     15          store=0    -              -- IMP_DEF means no PMUv3
    ID_AA64DFR0_EL1.PMUVer     *           signed     ..6.12.90      -- compared as signed
    ID_AA64DFR0_EL1.PMUVer     *           signed     6.13..6.18.15  -- compared as signed
    ID_AA64DFR0_EL1.PMUVer     8-14        undecided  6.18.16..7.1
      + -- whether the kernel compares the field as signed is not known
    ID_AA64DFR0_EL1.DebugVer   0-5         refuse     -              -- below the Armv8 debug architecture
    ID_AA64DFR0_EL1.DoubleLock 0           store=15   -  el2 limit=15
      + -- the limit of a VM with EL2 used to claim 0
    ID_DFR0_EL1.PerfMon        15          store=0    -              -- IMPDEF means no PMUv3
    ID_DFR0_EL1.PerfMon        1-2         refuse     -              -- below PMUv3
    ID_DFR0_EL1.PerfMon        *           signed     ..6.12.90      -- compared as signed
    ID_DFR0_EL1.PerfMon        *           signed     6.13..6.18.15  -- compared as signed
    ID_DFR0_EL1.PerfMon        8-14        undecided  6.18.16..7.1
      + -- whether the kernel compares the field as signed is not known
    ID_DFR0_EL1.CopDbg         0-5         refuse     -              -- below the Armv8 debug architecture
    ID_AA64PFR0_EL1.EL0        0           undecided  6.13..6.15     -- refused from 6.16 on, not by 6.12
    ID_AA64PFR0_EL1.EL0        0           refuse     6.16..         -- a VM always has EL0
    ID_AA64PFR0_EL1.EL1        0           undecided  6.13..6.15     -- refused from 6.16 on, not by 6.12
    ID_AA64PFR0_EL1.EL1        0           refuse     6.16..         -- a VM always has EL1
    ID_AA64PFR0_EL1.EL2        0           refuse     6.16..  el2    -- the vCPU was initialised with EL2
    ID_AA64PFR0_EL1.MPAM       host.MPAM|1-15      store=0  6.12.6..
      + -- earlier kernels showed the host's MPAM to VMs
    ID_AA64PFR1_EL1.MPAM_frac  host.MPAM_frac|1-15 store=0  6.12.6..
      + -- earlier kernels showed the host's MPAM to VMs
    ID_AA64MMFR2_EL1.NV        host.NV|1-2         store=0  -  limit=0
      + -- earlier kernels showed the host's NV to VMs
    ID_AA64PFR1_EL1.MTE_frac   0           undecided  6.13..6.15  host.MTE=2 host.MTE_frac=15
      + -- replaced by 15 from 6.16 on, not by 6.12
    ID_AA64PFR1_EL1.MTE_frac   0           store=15   6.16..  host.MTE=2 host.MTE_frac=15
      + -- earlier kernels claimed asynchronous tag faults
    ID_AA64MMFR0_EL1.TGRAN4_2  !limit      refuse     6.16  el2      -- this kernel wants the limit
    ID_AA64MMFR0_EL1.TGRAN64_2 !limit      refuse     6.16  el2      -- this kernel wants the limit
    ID_AA64MMFR0_EL1.TGRAN16_2 !limit      refuse     6.16  el2      -- this kernel wants the limit
    ID_AA64MMFR0_EL1.TGRAN4_2  1           undecided  6.17  el2      -- 6.16 refuses NI, 6.18 does not
    ID_AA64MMFR0_EL1.TGRAN64_2 1           undecided  6.17  el2      -- 6.16 refuses NI, 6.18 does not
    ID_AA64MMFR0_EL1.TGRAN16_2 1           undecided  6.17  el2      -- 6.16 refuses NI, 6.18 does not
    ID_AA64PFR0_EL1.GIC        !1          refuse     6.18  gicv5-legacy
      + -- a GICv5 host in GICv3-compatible mode
    ID_AA64PFR0_EL1.GIC        !1          undecided  6.19..7.1  gicv5-legacy
      + -- refused by 6.18, not by 7.2
    CTR_EL0.L1Ip               0-1         refuse     -              -- a reserved cache policy
    """

  /// Identity and cache registers, which have no field rule.
  ///
  /// Notation: ``parse(_:_:)``.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`set_imp_id_reg`, `set_clidr`, `reset_mpidr`),
  ///   6.12.107 and 7.3.4; `KVM_CAP_ARM_WRITABLE_IMP_ID_REGS` (239) since 6.15.
  private static let identity: StaticString = """
    MPIDR_EL1                  *           free       -
    MIDR_EL1[31:0]             *           free       6.15..  writable-ids
    REVIDR_EL1                 *           free       6.15..  writable-ids
    AIDR_EL1                   *           free       6.15..  writable-ids
    CLIDR_EL1[46:0]            *           free       -
    CLIDR_EL1.LoC              0           refuse     -  ctr-idc=0
      + -- claims that no clean to PoU is needed, which the host does need
    CLIDR_EL1[29:27,23:21]     0           refuse     -  ctr-idc=0
      + -- claims that no clean to PoU is needed, which the host does need
    """

  /// AArch32 ID registers: writes are ignored on hosts without 32-bit EL0.
  ///
  /// Notation: ``parse(_:_:)``.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`aa32_id_visibility`, `REG_USER_WI`), 7.3.
  private static let aarch32: StaticString = """
    ID_PFR0_EL1   * ignore - no-aarch32 -- the host does not run AArch32
    ID_PFR1_EL1   * ignore - no-aarch32 -- the host does not run AArch32
    ID_PFR2_EL1   * ignore - no-aarch32 -- the host does not run AArch32
    ID_DFR0_EL1   * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR0_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR1_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR2_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR3_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR4_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_MMFR5_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR0_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR1_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR2_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR3_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR4_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR5_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    ID_ISAR6_EL1  * ignore - no-aarch32 -- the host does not run AArch32
    MVFR0_EL1     * ignore - no-aarch32 -- the host does not run AArch32
    MVFR1_EL1     * ignore - no-aarch32 -- the host does not run AArch32
    MVFR2_EL1     * ignore - no-aarch32 -- the host does not run AArch32
    """
}
