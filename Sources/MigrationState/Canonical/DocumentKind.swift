/// The kinds of document that have a canonical form.
public enum DocumentKind: String, Sendable, CaseIterable {
  /// A ``HostDocument``.
  case host = "migrate-check/host"
  /// A ``VMDocument``.
  case vm = "migrate-check/vm"
  /// A ``SnapshotDocument``.
  case snapshot = "migrate-check/snapshot"
  /// A ``VerdictDocument``.
  case verdict = "migrate-check/verdict"

  /// The newest version of the canonical form that is read, and the one that is written.
  public var version: UInt64 { 1 }
}
