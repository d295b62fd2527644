/// One architectural feature: a name and the condition on ID registers under which it exists.
public struct Feature: Sendable {
  /// The architectural name, `FEAT_…`.
  public let name: String
  /// When the feature exists.
  public let predicate: Predicate
  /// Why the condition is what it is; nil for features that one field tells.
  public let reason: String?
}
