extension Predicate {
  /// Reads a condition as tables spell it, one word without spaces.
  ///
  /// The grammar, `&` binding tighter than `|`:
  ///
  ///     EXPR   = TERM { "|" TERM }
  ///     TERM   = FACTOR { "&" FACTOR }
  ///     FACTOR = "!" FACTOR | "(" EXPR ")" | FEAT_X | REG.FIELD>=N | REG.FIELD==N
  ///
  /// Nil when the word is not such a condition; whether the names exist is not looked at.
  init?(expression word: some StringProtocol) {
    var parser = ExpressionParser(rest: Substring(word).utf8)
    guard let predicate = parser.disjunction(), parser.rest.isEmpty else { return nil }
    self = predicate
  }
}

/// Reads conditions byte by byte: they are ASCII.
private struct ExpressionParser {
  var rest: Substring.UTF8View

  /// Steps over a character; false when it is not there.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func disjunction() -> Predicate? {
    guard var terms = conjunction().map({ [$0] }) else { return nil }
    while skip("|") {
      guard let term = conjunction() else { return nil }
      terms.append(term)
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() -> Predicate? {
    guard var factors = factor().map({ [$0] }) else { return nil }
    while skip("&") {
      guard let factor = factor() else { return nil }
      factors.append(factor)
    }
    return factors.count == 1 ? factors[0] : .all(factors)
  }

  private mutating func factor() -> Predicate? {
    if skip("!") { return factor().map { .not($0) } }
    if skip("(") {
      let inner = disjunction()
      return skip(")") ? inner : nil
    }
    return comparison()
  }

  private mutating func comparison() -> Predicate? {
    let name = String(Substring(rest.prefix(while: Self.isPartOfName)))
    rest = rest.dropFirst(name.utf8.count)
    let isField = name.utf8.contains(UInt8(ascii: "."))
    if name.hasPrefix("FEAT_"), !isField { return .feature(name) }
    let isAtLeast = rest.starts(with: ">=".utf8)
    guard isField, isAtLeast || rest.starts(with: "==".utf8) else { return nil }
    rest = rest.dropFirst(2)
    let digits = rest.prefix { 48...57 ~= $0 }
    rest = rest.dropFirst(digits.count)
    guard let number = Int64(Substring(digits)) else { return nil }
    return isAtLeast ? .atLeast(name, number) : .equals(name, UInt64(number))
  }

  /// Letters, digits, `_` and `.`.
  private static func isPartOfName(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 97...122 ~= byte | 0x20 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}
