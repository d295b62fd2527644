import MigrationState

/// Which verdicts to list; a criterion that is nil lets all pass.
public struct VerdictFilter: Hashable, Sendable {
  /// The VM's name.
  public var vm: String?
  /// A host's name, as source or as target.
  public var host: String?
  /// The answer.
  public var verdict: VerdictDocument.Outcome?
  /// The earliest moment of judgement.
  public var since: Timestamp?
  /// At most so many, the newest.
  public var limit: Int?

  /// Makes a filter from its criteria.
  public init(
    vm: String? = nil,
    host: String? = nil,
    verdict: VerdictDocument.Outcome? = nil,
    since: Timestamp? = nil,
    limit: Int? = nil
  ) {
    self.vm = vm
    self.host = host
    self.verdict = verdict
    self.since = since
    self.limit = limit
  }
}
