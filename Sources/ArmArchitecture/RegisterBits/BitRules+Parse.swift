extension BitRules {
  /// Parses one table of bit rules.
  ///
  /// A row that is not indented names a register, or several that share the rows below it:
  ///
  ///     REGISTER… [as REGISTER] [needs EXPR] [only-with EXPR] [unapplied] [negative] [@KERNELS]
  ///
  /// - `as`: the rows are those of another register; none follow.
  /// - `needs`: without the feature the register does not exist and its bits are RES0.
  /// - `only-with`: without the feature the kernel leaves the register alone.
  /// - `unapplied`: the kernel computes the masks but does not apply them.
  /// - `negative`: 0 traps, for every bit of the register.
  ///
  /// The rows below are its fields from bit 63 down to bit 0; on every kernel each bit is covered
  /// exactly once:
  ///
  ///     BITS  NAME  VALID  [ELSE] [read|write] [FGU] [@KERNELS] [traps ENCODING… | exception EC]
  ///     BITS  RES0|RES1|FREE  [read|write] [@KERNELS]
  ///
  /// - `VALID` is `always`, `never` (the kernel pins the bit), `reserved` (pinned even where the
  ///   register does not exist) or an `EXPR`: see ``Predicate/init(expression:)``.
  /// - `FREE`: the kernel has no rule for the bits and leaves them alone.
  /// - `ELSE`, what the bits are when they are not valid: `RES1`, `RES1-if:EXPR` (else RES0);
  ///   RES0 when nothing is said.
  /// - `read`, `write`: the row is about one register of a pair; in the other the bit is RES0
  ///   unless a row of its own says otherwise.
  /// - `FGU`: `never-fgu` when the bit never joins a Fine-Grained-UNDEF word, `fgu@KERNELS` when it
  ///   does so on other kernels than from 6.16 on.
  /// - `traps`: registers and instructions, each a word of ``TableText/encodings(_:_:)``.
  ///   `exception`: the trap has an exception class of its own.
  /// - `KERNELS` is a range of series, `6.16..6.18`, `7.2..`, `..6.18`; `RES1@7.2..` and
  ///   `needs FEAT_FGT@6.18..` confine one word to it.
  ///
  /// Read aloud, `57 nPIRE0_EL1 FEAT_S1PIE traps PIRE0_EL1` says: bit 57 can be written in a VM
  /// with FEAT_S1PIE; without, it is RES0 and PIRE0_EL1 does not exist.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText) throws(TableError) -> [BitRuleBlock] {
    var blocks: [BitRuleBlock] = []
    var conditions: [String: Predicate] = [:]
    for row in text.rows {
      if row.indent == 0 {
        blocks.append(try head(text, row, &conditions))
        continue
      }
      guard let last = blocks.indices.last else {
        throw text.error(row, "a register is expected first")
      }
      let rule = try rule(text, row, &conditions)
      if let above = blocks[last].rows.last, above.bits.msb < rule.bits.msb {
        throw text.error(row, "bits \(rule.bits) stand below bits \(above.bits)")
      }
      blocks[last].rows.append(rule)
    }
    return blocks
  }

  private static func head(
    _ text: TableText,
    _ row: TableText.Row,
    _ conditions: inout [String: Predicate]
  ) throws(TableError) -> BitRuleBlock {
    let names = Array(row.words.prefix { RegisterNames.standard.encoding(named: $0) != nil })
    guard !names.isEmpty else { throw text.error(row, "`\(row.words[0])` is not a register") }
    var block = BitRuleBlock(table: text.name, line: row.line, names: names)
    var words = row.words.dropFirst(names.count)
    while let word = words.popFirst() {
      switch word {
      case "as":
        block.original = words.popFirst()
      case "needs":
        let (value, kernels) = try confined(text, row, words.popFirst() ?? "")
        block.requirement = try expression(text, row, value, &conditions)
        block.requirementKernels = kernels ?? .all
      case "only-with":
        block.sanitisedOnlyWith = try expression(text, row, words.popFirst() ?? "", &conditions)
      case "unapplied": block.isApplied = false
      case "negative": block.isNegative = true
      default:
        guard case ("", let kernels?) = try confined(text, row, word) else {
          throw text.error(row, "`\(word)` is not understood")
        }
        block.kernels = kernels
      }
    }
    return block
  }

  private static func rule(
    _ text: TableText,
    _ row: TableText.Row,
    _ conditions: inout [String: Predicate]
  ) throws(TableError) -> BitRuleBlock.Row {
    guard row.words.count >= 2, let bits = BitRange(row.words[0]) else {
      throw text.error(row, "bits and a name are expected")
    }
    var rule = BitRuleBlock.Row(line: row.line, bits: bits)
    var words = row.words.dropFirst()
    let name = words.popFirst()
    switch name {
    case "RES0": break
    case "RES1": rule.alternative = .one
    case "FREE": rule.validity = .free
    default:
      rule.name = name
      rule.validity = try validity(text, row, words.popFirst() ?? "", &conditions)
    }
    while let word = words.popFirst() {
      switch try confined(text, row, word) {
      case ("", let kernels?): rule.kernels = kernels
      case ("read", nil): rule.side = .read
      case ("write", nil): rule.side = .write
      case ("never-fgu", nil): rule.undefines = nil
      case ("fgu", let kernels?): rule.undefines = kernels
      case ("RES1", let kernels):
        rule.alternative = .one
        rule.alternativeKernels = kernels ?? .all
      case (let word, let kernels) where word.hasPrefix("RES1-if:"):
        rule.alternative = .oneIf(try expression(text, row, String(word.dropFirst(8)), &conditions))
        rule.alternativeKernels = kernels ?? .all
      case ("exception", nil):
        guard let number = words.popFirst(), number.hasPrefix("0x"),
          let exceptionClass = UInt8(number.dropFirst(2), radix: 16)
        else { throw text.error(row, "exception 0xNN is expected") }
        rule.exceptionClass = exceptionClass
      case ("traps", nil):
        for name in words { rule.encodings += try text.encodings(row, name) }
        rule.encodings.sort()
        guard !words.isEmpty, zip(rule.encodings, rule.encodings.dropFirst()).allSatisfy(<) else {
          throw text.error(row, "encodings are expected, each once")
        }
        words = []
      default: throw text.error(row, "`\(word)` is not understood")
      }
    }
    return rule
  }

  // MARK: Words

  /// A word and the kernels behind its `@`; nil when it has none.
  private static func confined(
    _ text: TableText,
    _ row: TableText.Row,
    _ word: String
  ) throws(TableError) -> (String, KernelRange?) {
    guard let at = word.utf8.firstIndex(of: UInt8(ascii: "@")) else { return (word, nil) }
    guard let kernels = KernelRange(word[word.utf8.index(after: at)...]) else {
      throw text.error(row, "`\(word)` does not end in a range of kernels")
    }
    return (String(word[..<at]), kernels)
  }

  /// The condition a word spells; `conditions` keeps those seen before.
  private static func expression(
    _ text: TableText,
    _ row: TableText.Row,
    _ word: String,
    _ conditions: inout [String: Predicate]
  ) throws(TableError) -> Predicate {
    if let known = conditions[word] { return known }
    let predicate = try text.predicate(row, word)
    conditions[word] = predicate
    return predicate
  }

  private static func validity(
    _ text: TableText,
    _ row: TableText.Row,
    _ word: String,
    _ conditions: inout [String: Predicate]
  ) throws(TableError) -> BitRule.Validity {
    switch word {
    case "always": .always
    case "never": .never
    case "reserved": .reserved
    default: .when(try expression(text, row, word, &conditions))
    }
  }
}
