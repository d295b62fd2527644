import GRDB
import MigrationState

/// One recorded verdict: everything but its findings, which ``StoreReader`` decodes on demand.
public struct StoredVerdict: Hashable, Sendable {
  let id: Int64
  /// The digest of the verdict's canonical form, by which commands name it.
  public let digest: Digest
  /// The answer.
  public let verdict: VerdictDocument.Outcome
  /// The VM's name.
  public let vm: String
  /// The source host's name; nil when it was unknown.
  public let source: String?
  /// The target host's name.
  public let target: String
  /// The policy it was judged under.
  public let policy: VerdictDocument.Policy
  /// The moment it was judged for.
  public let checkedAt: Timestamp
  /// When it was recorded here.
  public let recordedAt: Timestamp

  init(_ row: Row) throws {
    id = row["id"]
    digest = try row.digest("digest")
    guard let verdict: VerdictDocument.Outcome = row.choice("outcome"),
      let policy: VerdictDocument.Policy = row.choice("policy")
    else { throw StoreError.damaged(record: "verdict \(digest)", reason: "unknown outcome") }
    self.verdict = verdict
    self.policy = policy
    vm = row["vm"]
    source = row["source"]
    target = row["target"]
    checkedAt = Timestamp(seconds: row["checked_at"])
    recordedAt = Timestamp(seconds: row["recorded_at"])
  }
}
