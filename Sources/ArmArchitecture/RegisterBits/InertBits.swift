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

  /// Parses the list: `REGISTER.FIELD  set|clear|any  REASON…`, a row a field.
  ///
  /// - Throws: ``TableError`` naming the line.
  init(_ text: TableText) throws(TableError) {
    var rows: [Row] = []
    for row in text.rows {
      let path = row.words[0].split(separator: ".")
      guard path.count == 2, row.words.count >= 3,
        let register = BitRules.carried.first(where: { $0.name == path[0] }),
        let rule = register.rules(ofField: path[1]).first
      else { throw text.error(row, "a field, a value and a reason are expected") }
      let value: Bool?
      switch row.words[1] {
      case "set": value = true
      case "clear": value = false
      case "any": value = nil
      default: throw text.error(row, "`\(row.words[1])` is not set, clear or any")
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
  ///   what Linux sets; Arm ARM section D24.2 (SCTLR_EL1) for what the bits do.
  private static let table: StaticString = """
    SCTLR_EL1.IESB     set  an error barrier more at exception entry: software cannot tell
    SCTLR_EL1.ITFSB    set  orders tag check faults, which a VM without MTE does not take
    SCTLR_EL1.EPAN     set  refines PSTATE.PAN for execute-only pages, which Linux maps without
                       + reading them when EPAN is not advertised
    SCTLR_EL1.TSCXT    any  traps SCXTNUM_EL0, which KVM makes UNDEFINED without CSV2_2
    SCTLR_EL1.LSMAOE   any  the order of AArch32 load and store multiple
    SCTLR_EL1.nTLSMD   any  a trap of AArch32 load and store multiple
    SCTLR_EL1.EIS      set  what exception entry does without FEAT_ExS
    SCTLR_EL1.EOS      set  what exception return does without FEAT_ExS
    SCTLR_EL1.nAA      set  spares alignment faults; KVM resets the register with it set
    SCTLR_EL1.SED      any  SETEND at EL0 in AArch32, which a VM without it does not enter
    SCTLR_EL1.ITD      any  IT blocks at EL0 in AArch32, which a VM without it does not enter
    SCTLR_EL1.CP15BEN  any  barriers at EL0 in AArch32, which a VM without it does not enter
    """
}
