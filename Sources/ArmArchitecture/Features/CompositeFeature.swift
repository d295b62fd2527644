/// A feature that one comparison of one field cannot tell, with the reason.
///
/// Features that one field tells stand in the ID-register tables, at the value from which on they
/// exist.
struct CompositeFeature: Sendable {
  let name: String
  let predicate: Predicate
  /// Why the architecture is like that: one sentence, printed by `explain`.
  let reason: String

  init(_ name: String, _ predicate: Predicate, because reason: String) {
    self.name = name
    self.predicate = predicate
    self.reason = reason
  }
}
