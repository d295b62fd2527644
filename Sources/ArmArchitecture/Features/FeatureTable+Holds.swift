extension FeatureTable {
  /// True when a condition holds for ID registers, followed rule by rule.
  ///
  /// The slow way, for explanations; plans evaluate all conditions at once. A field or feature that
  /// does not exist counts as absent.
  ///
  /// - Complexity: O(*n*) in the condition, features followed down to their fields.
  public func holds(_ predicate: Predicate, in values: IDRegisterValues) -> Bool {
    switch predicate {
    case .atLeast(let path, let number):
      IDRegisters.standard.field(path).map { $0.number(values[$0]) >= number } ?? false
    case .equals(let path, let content):
      IDRegisters.standard.field(path).map { values[$0] == content } ?? false
    case .feature(let name): feature(named: name).map { holds($0.predicate, in: values) } ?? false
    case .all(let predicates): predicates.allSatisfy { holds($0, in: values) }
    case .any(let predicates): predicates.contains { holds($0, in: values) }
    case .not(let predicate): !holds(predicate, in: values)
    case .exactlyOne(let predicates): predicates.filter { holds($0, in: values) }.count == 1
    }
  }
}
