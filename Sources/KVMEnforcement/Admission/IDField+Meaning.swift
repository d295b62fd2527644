import ArmArchitecture

extension IDField {
  /// What it means for a VM that its content of the field cannot be kept.
  ///
  /// Ordered fields with an order policy tell more from less; exact and unordered ones do not.
  func meaning(of written: UInt64, limit: UInt64) -> AdmissionProblem.Meaning {
    if case .exact = policy { return .valueNotRestorable }
    guard order != .unordered, written != limit else { return .valueNotRestorable }
    return number(written) > number(limit) ? .featureUnavailable : .featureExposed
  }

  /// The features whose threshold lies between two contents of the field.
  ///
  /// Features that the field alone tells come first, composite ones that compare the field with a
  /// number in between follow; whether those change too depends on their other conditions.
  ///
  /// - Complexity: O(*n*) in all features; for explanations.
  public func features(between one: UInt64, and other: UInt64) -> [String] {
    guard order != .unordered, one != other else { return [] }
    return FeatureTable.standard.features.filter { crosses($0.predicate, one, other) }.map(\.name)
  }

  /// True when a predicate compares the field and tells the two contents apart.
  private func crosses(_ predicate: Predicate, _ one: UInt64, _ other: UInt64) -> Bool {
    switch predicate {
    case .atLeast(path, let least): (number(one) >= least) != (number(other) >= least)
    case .equals(path, let content): (one == content) != (other == content)
    case .atLeast, .equals, .feature: false
    case .not(let predicate): crosses(predicate, one, other)
    case .all(let predicates), .any(let predicates), .exactlyOne(let predicates):
      predicates.contains { crosses($0, one, other) }
    }
  }
}
