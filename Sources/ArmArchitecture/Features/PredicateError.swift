/// A predicate that names what does not exist or compares what cannot be compared.
struct PredicateError: Error, Hashable, Sendable {
  /// What is wrong, naming the field or feature.
  let reason: String
}
