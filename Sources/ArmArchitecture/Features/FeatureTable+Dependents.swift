extension FeatureTable {
  /// True when a condition names a feature, directly or through another feature's condition.
  ///
  /// - Complexity: O(*n*) in the condition, features followed down; for explanations.
  public func depends(_ predicate: Predicate, on name: String) -> Bool {
    switch predicate {
    case .atLeast, .equals: false
    case .feature(let other):
      other == name || feature(named: other).map { depends($0.predicate, on: name) } ?? false
    case .not(let predicate): depends(predicate, on: name)
    case .all(let predicates), .any(let predicates), .exactlyOne(let predicates):
      predicates.contains { depends($0, on: name) }
    }
  }

  /// The features whose condition names a feature, directly or through another.
  ///
  /// - Complexity: O(*n*) in all conditions; for explanations.
  public func features(dependingOnFeature name: String) -> [Feature] {
    features.filter { depends($0.predicate, on: name) }
  }
}
