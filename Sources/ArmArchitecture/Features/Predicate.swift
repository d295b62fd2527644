/// A condition over ID-register fields and features.
///
/// Three forms say everything the architecture needs: a field compared with a number, another
/// feature by name, and the connectives.
public indirect enum Predicate: Hashable, Sendable {
  /// The field `REGISTER.FIELD` ≥ value under the field's own order. A signed field is
  /// sign-extended at its width, so that 0b1111 is −1.
  case atLeast(String, Int64)
  /// The field `REGISTER.FIELD` = value, unsigned.
  case equals(String, UInt64)
  /// The feature of that name, `FEAT_…`.
  case feature(String)
  /// Every one holds; true when there is none.
  case all([Predicate])
  /// At least one holds; false when there is none.
  case any([Predicate])
  /// The other does not hold.
  case not(Predicate)
  /// Exactly one holds.
  case exactlyOne([Predicate])
}

extension Predicate: CustomStringConvertible {
  /// The condition as an engineer would write it: `A >= 1 && (B == 0 || !FEAT_C)`.
  public var description: String { text(nested: false) }

  private func text(nested: Bool) -> String {
    func join(_ predicates: [Predicate], _ connective: String) -> String {
      let text = predicates.map { $0.text(nested: true) }.joined(separator: connective)
      return nested && predicates.count > 1 ? "(\(text))" : text
    }
    switch self {
    case .atLeast(let field, let value): return "\(field) >= \(value)"
    case .equals(let field, let value): return "\(field) == \(value)"
    case .feature(let name): return name
    case .all(let predicates): return predicates.isEmpty ? "true" : join(predicates, " && ")
    case .any(let predicates): return predicates.isEmpty ? "false" : join(predicates, " || ")
    case .not(.feature(let name)): return "!\(name)"
    case .not(let predicate): return "!(\(predicate.text(nested: false)))"
    case .exactlyOne(let predicates):
      return "exactly one of [" + predicates.map(\.description).joined(separator: ", ") + "]"
    }
  }
}
