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
    var parser = ExpressionParser(rest: Substring(word))
    guard let predicate = parser.disjunction(), parser.rest.isEmpty else { return nil }
    self = predicate
  }
}

private struct ExpressionParser {
  var rest: Substring

  mutating func disjunction() -> Predicate? {
    guard var terms = conjunction().map({ [$0] }) else { return nil }
    while rest.first == "|" {
      rest.removeFirst()
      guard let term = conjunction() else { return nil }
      terms.append(term)
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() -> Predicate? {
    guard var factors = factor().map({ [$0] }) else { return nil }
    while rest.first == "&" {
      rest.removeFirst()
      guard let factor = factor() else { return nil }
      factors.append(factor)
    }
    return factors.count == 1 ? factors[0] : .all(factors)
  }

  private mutating func factor() -> Predicate? {
    switch rest.first {
    case "!":
      rest.removeFirst()
      return factor().map { .not($0) }
    case "(":
      rest.removeFirst()
      let inner = disjunction()
      guard rest.popFirst() == ")" else { return nil }
      return inner
    default:
      return comparison()
    }
  }

  private mutating func comparison() -> Predicate? {
    let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    rest.removeFirst(name.count)
    if name.hasPrefix("FEAT_"), !name.contains(".") { return .feature(String(name)) }
    let isAtLeast = rest.hasPrefix(">=")
    guard name.contains("."), isAtLeast || rest.hasPrefix("==") else { return nil }
    rest.removeFirst(2)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest.removeFirst(digits.count)
    guard let number = Int64(digits) else { return nil }
    return isAtLeast ? .atLeast(String(name), number) : .equals(String(name), UInt64(number))
  }
}
