import MigrationState

/// What became of a document that was to be recorded.
public struct RecordOutcome: Hashable, Sendable {
  /// The digest of its canonical form.
  public let digest: Digest
  /// False when the same document was there already and nothing was written.
  public let isNew: Bool
  /// False when another version stays in force: of a host or snapshot, one captured later.
  public let isInForce: Bool
  /// True when the document is a snapshot and defines a VM that was not defined.
  public let definesVM: Bool

  init(_ digest: Digest, isNew: Bool, isInForce: Bool, definesVM: Bool = false) {
    self.digest = digest
    self.isNew = isNew
    self.isInForce = isInForce
    self.definesVM = definesVM
  }
}
