/// One block of a table: registers that share rows, before a kernel is chosen.
struct BitRuleBlock {
  /// One row: a rule and the kernels and the direction it is confined to.
  struct Row {
    let line: Int
    let bits: BitRange
    var name: String?
    var validity = BitRule.Validity.reserved
    var alternative = BitRule.Alternative.zero
    /// Where `alternative` holds; elsewhere it is RES0.
    var alternativeKernels = KernelRange.all
    var kernels = KernelRange.all
    var side: TrappedAccess?
    var undefines: KernelRange? = KernelRange(first: KernelVersion(6, 16), last: nil)
    var encodings: [Encoding] = []
    var exceptionClass: UInt8?

    var isTrap: Bool { exceptionClass != nil || !encodings.isEmpty }
  }

  let table: String
  let line: Int
  let names: [String]
  var kernels = KernelRange.all
  var requirement: Predicate?
  var requirementKernels = KernelRange.all
  var sanitisedOnlyWith: Predicate?
  var isApplied = true
  var isNegative = false
  /// The register whose rows the block takes over (`as`).
  var original: String?
  var rows: [Row] = []

  /// The error for a line of this block.
  func error(_ line: Int, _ reason: String) -> TableError {
    TableError(table: table, line: line, reason: reason)
  }

  /// The block's rows as the rules of one of its registers on one kernel, highest bit first.
  ///
  /// - Throws: ``TableError`` unless the rules cover every bit exactly once.
  func rules(for access: TrappedAccess?, on kernel: KernelVersion) throws(TableError) -> [BitRule] {
    var chosen: [Chosen] = []
    var others: [Int] = []
    var covered: UInt64 = 0
    for place in rows.indices where rows[place].kernels.contains(kernel) {
      if rows[place].side == nil || rows[place].side == access {
        chosen.append(Chosen(bits: rows[place].bits, place: place, isReserved: false))
        covered |= rows[place].bits.mask
      } else {
        others.append(place)
      }
    }
    // The other register's bits: RES0 here, unless a row of this register has them.
    for place in others where rows[place].bits.mask & covered == 0 {
      chosen.append(Chosen(bits: rows[place].bits, place: place, isReserved: true))
    }
    if !others.isEmpty { chosen.sort { $0.bits.msb > $1.bits.msb } }
    var next = 63
    for row in chosen {
      guard row.bits.msb == next else {
        throw error(
          rows[row.place].line,
          "on \(kernel), bits \(row.bits) do not follow: bit \(next) is next"
        )
      }
      next = row.bits.lsb - 1
    }
    guard next == -1 else { throw error(line, "on \(kernel), the rows end above bit \(next)") }
    return chosen.map { $0.isReserved ? .reserved($0.bits) : rule(rows[$0.place], on: kernel) }
  }

  /// Bits of a register, and the place of the row that speaks of them.
  private struct Chosen {
    let bits: BitRange
    let place: Int
    /// True when the row is about the other register of a pair.
    let isReserved: Bool
  }

  private func rule(_ row: Row, on kernel: KernelVersion) -> BitRule {
    BitRule(
      name: row.name,
      bits: row.bits,
      validity: row.validity,
      alternative: row.alternativeKernels.contains(kernel) ? row.alternative : .zero,
      trap: row.isTrap
        ? FineGrainedTrap(
          encodings: row.encodings,
          exceptionClass: row.exceptionClass,
          isNegative: isNegative || Self.isNegative(row.name ?? ""),
          isUndefined: row.undefines?.contains(kernel) ?? false
        ) : nil
    )
  }

  /// True for `n` before a capital, the Arm ARM's sign of a bit that traps when it is 0.
  private static func isNegative(_ name: String) -> Bool {
    let bytes = name.utf8.prefix(2)
    return bytes.first == UInt8(ascii: "n") && bytes.last.map { 65...90 ~= $0 } ?? false
  }
}

extension BitRule {
  /// Bits that are RES0 in every configuration.
  fileprivate static func reserved(_ bits: BitRange) -> BitRule {
    BitRule(name: nil, bits: bits, validity: .reserved, alternative: .zero, trap: nil)
  }
}
