/// Bits that operating systems leave set or clear whatever a VM advertises, and that do nothing as
/// long as its feature is not advertised.
///
/// The list is reviewed bit by bit: a bit stands here only with the reason why it is harmless.
public struct InertBits: Sendable {
  /// One field.
  public struct Row: Hashable, Sendable {
    /// The register.
    public let encoding: Encoding
    /// The bits of the field.
    public let bits: BitRange
    /// The value that is harmless: true for 1, false for 0, nil for either.
    public let value: Bool?
    /// Why.
    public let reason: String
  }

  /// The rows.
  public let rows: [Row]

  /// The built-in list.
  public static let standard = builtIn { () throws(TableError) in
    try InertBits(TableText("inert", table))
  }

  /// Parses the list.
  ///
  /// A row that is not indented names registers; below it stand their fields, `FIELD set|clear|any
  /// REASON…`.
  ///
  /// - Throws: ``TableError`` naming the line.
  init(_ text: TableText) throws(TableError) {
    var rows: [Row] = []
    var registers: [RuledRegister] = []
    let known = BitRules.kernels.last.flatMap { BitRules.standard.registers(on: $0) } ?? []
    for row in text.rows {
      if row.indent == 0 {
        registers = known.filter { row.words.contains($0.name) }
        guard registers.count == row.words.count else {
          throw text.error(row, "`\(row.words)` are not all registers")
        }
        continue
      }
      guard row.words.count >= 3 else {
        throw text.error(row, "a field, a value and a reason are expected")
      }
      let value = try value(text, row)
      for register in registers {
        guard let rule = register.rules(ofField: row.words[0]).first else {
          throw text.error(row, "\(register.name) has no field \(row.words[0])")
        }
        rows.append(
          Row(
            encoding: register.encoding,
            bits: rule.bits,
            value: value,
            reason: row.words.dropFirst(2).joined(separator: " ")
          )
        )
      }
    }
    self.rows = rows
  }

  /// The row that makes bits of a register's value harmless; nil when none does.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func row(_ encoding: Encoding, _ bits: BitRange, of value: UInt64) -> Row? {
    rows.first { row in
      guard row.encoding == encoding, row.bits == bits else { return false }
      let content = bits.extract(value)
      return row.value.map { content == ($0 ? bits.mask >> UInt64(bits.lsb) : 0) } ?? true
    }
  }

  /// - Source: kernel `arch/arm64/include/asm/sysreg.h` (`INIT_SCTLR_EL1_MMU_ON`), 6.12 to 7.3, for
  ///   what Linux sets, at EL2 with HCR_EL2.E2H too; Arm ARM section D24.2 (SCTLR_EL1) for what the
  ///   bits do.
  private static let table: StaticString = """
    SCTLR_EL1 SCTLR_EL2
      IESB     set  an error barrier more at exception entry: software cannot tell
      ITFSB    set  orders tag check faults, which a VM without MTE does not take
      EPAN     set  refines PSTATE.PAN for execute-only pages, which software uses when EPAN is
                    + advertised
      TSCXT    any  traps SCXTNUM_EL0, which KVM makes UNDEFINED without CSV2_2
      LSMAOE   any  the order of AArch32 load and store multiple
      nTLSMD   any  a trap of AArch32 load and store multiple
      EIS      set  what exception entry does without FEAT_ExS
      EOS      set  what exception return does without FEAT_ExS
      nAA      set  spares alignment faults; KVM resets the register with it set
      SED      any  SETEND at EL0 in AArch32, which a VM without it does not enter
      ITD      any  IT blocks at EL0 in AArch32, which a VM without it does not enter
      CP15BEN  any  barriers at EL0 in AArch32, which a VM without it does not enter
    """
}

private func value(_ text: TableText, _ row: TableText.Row) throws(TableError) -> Bool? {
  switch row.words[1] {
  case "set": true
  case "clear": false
  case "any": nil
  default: throw text.error(row, "`\(row.words[1])` is not set, clear or any")
  }
}
