import ArmArchitecture

/// Registers that KVM hides from userspace while the VM's own ID registers lack their feature.
///
/// Whether a register exists at all for a set of vCPU features is told by the register list of a
/// fresh vCPU; these rows say what lowering an ID register takes away.
struct VisibilityRules: Sendable {
  /// One row.
  struct Row: Hashable, Sendable {
    /// The register.
    let register: RegisterID
    /// The field that makes it visible, `REGISTER.FIELD`.
    let field: String
    /// The least number of the field that does.
    let least: UInt64
    /// The kernels that hide it.
    let kernels: KernelRange
    /// False where nobody knows whether the kernel does.
    let isVerified: Bool
  }

  /// The rows.
  let rows: [Row]

  /// The built-in table.
  static let standard = builtIn { () throws(TableError) in try VisibilityRules("rules", rules) }

  /// The conditions.
  ///
  /// Notation: ``init(_:_:)``.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`tcr2_visibility`, `s1pie_visibility`,
  ///   `s1poe_visibility`, `sctlr2_visibility`, `fp8_visibility`, `fgt_visibility`,
  ///   `fgt2_visibility`, `vncr_el2_visibility`), 7.3; measured on 6.12.107, 6.16.12, 6.18.15,
  ///   7.2.11 and 7.3.4.
  private static let rules: StaticString = """
    ID_AA64MMFR3_EL1.TCRX    1  6.13..6.15?  TCR2_EL1
    ID_AA64MMFR3_EL1.TCRX    1  6.16..       TCR2_EL1 TCR2_EL2
    ID_AA64MMFR3_EL1.S1PIE   1  6.13..6.15?  PIR_EL1 PIRE0_EL1
    ID_AA64MMFR3_EL1.S1PIE   1  6.16..       PIR_EL1 PIRE0_EL1 PIR_EL2 PIRE0_EL2
    ID_AA64MMFR3_EL1.SCTLRX  1  -            SCTLR2_EL1 SCTLR2_EL2
    ID_AA64MMFR3_EL1.S1POE   1  -            POR_EL0 POR_EL1 POR_EL2
    ID_AA64PFR2_EL1.FPMR     1  -            FPMR
    ID_AA64MMFR0_EL1.FGT     1  6.17?        HFGRTR_EL2 HFGWTR_EL2
      + HDFGRTR_EL2 HDFGWTR_EL2 HAFGRTR_EL2
    ID_AA64MMFR0_EL1.FGT     1  6.18..       HFGRTR_EL2 HFGWTR_EL2
      + HDFGRTR_EL2 HDFGWTR_EL2 HAFGRTR_EL2
    ID_AA64MMFR0_EL1.FGT     2  6.16..6.17?  HFGRTR2_EL2 HFGWTR2_EL2
      + HDFGRTR2_EL2 HDFGWTR2_EL2 HFGITR2_EL2
    ID_AA64MMFR0_EL1.FGT     2  6.18..       HFGRTR2_EL2 HFGWTR2_EL2
      + HDFGRTR2_EL2 HDFGWTR2_EL2 HFGITR2_EL2
    ID_AA64MMFR4_EL1.NV_frac 1  -            VNCR_EL2
    ID_AA64MMFR4_EL1.NV_frac 3  -            NVHCR_EL2
    """

  /// Parses a table.
  ///
  ///     FIELD  LEAST  KERNELS[?]  REGISTER…
  ///
  /// The registers are visible while `FIELD` (unsigned) is at least `LEAST`. `KERNELS` is a
  /// ``KernelRange``; a `?` says that it is not known whether those kernels hide the registers.
  ///
  /// - Throws: ``TableError`` naming the line.
  init(_ name: String, _ text: StaticString) throws(TableError) {
    let text = TableText(name, text)
    var rows: [Row] = []
    for row in text.rows {
      guard row.words.count >= 4 else {
        throw text.error(row, "field, number, kernels and registers are expected")
      }
      guard let field = IDRegisters.standard.field(row.words[0]), field.order == .unsigned else {
        throw text.error(row, "`\(row.words[0])` is not an unsigned field")
      }
      guard let least = UInt64(row.words[1]) else {
        throw text.error(row, "`\(row.words[1])` is not a number")
      }
      let isVerified = row.words[2].last != "?"
      guard let kernels = KernelRange(isVerified ? row.words[2] : String(row.words[2].dropLast()))
      else { throw text.error(row, "`\(row.words[2])` is not a range of kernels") }
      for word in row.words[3...] {
        guard let register = RegisterID(word) else {
          throw text.error(row, "`\(word)` is not a register")
        }
        rows.append(
          Row(
            register: register,
            field: field.path,
            least: least,
            kernels: kernels,
            isVerified: isVerified
          )
        )
      }
    }
    self.rows = rows
  }
}
