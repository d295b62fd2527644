import GRDB
import MigrationState

extension StoreReader {
  /// The waivers granted so far, the one granted last coming last; revoked and expired ones too.
  ///
  /// - Throws: ``StoreError``.
  public func waivers() throws -> [StoredWaiver] {
    try waivers("WHERE waiver.created_at <= :asOf ORDER BY waiver.id", ["asOf": asOf])
  }

  /// The waivers whose id begins with a text.
  ///
  /// - Throws: ``StoreError``.
  public func waivers(id prefix: String) throws -> [StoredWaiver] {
    try waivers(
      "WHERE substr(waiver.name, 1, length(:prefix)) = :prefix ORDER BY waiver.id",
      ["prefix": prefix]
    )
  }

  /// A host as it was recorded when a waiver was granted, else as it was recorded first after that;
  /// nil when it never was.
  ///
  /// - Throws: ``StoreError``.
  public func host(_ name: String, whenGranted waiver: StoredWaiver) throws -> StoredHost? {
    let history = try hostHistory(name)
    let then = history.filter {
      $0.id <= waiver.hostVersionID && ($0.removedAt.map { waiver.createdAt < $0 } ?? true)
    }
    return then.max { ($0.capturedAt, $0.id) < ($1.capturedAt, $1.id) }
      ?? history.first { $0.id > waiver.hostVersionID }
  }

  private func waivers(_ clauses: String, _ arguments: StatementArguments) throws
    -> [StoredWaiver]
  {
    let sql = """
      SELECT waiver.*, revocation.revoked_at, revocation.revoked_by
      FROM waiver LEFT JOIN waiver_revocation AS revocation ON revocation.waiver_id = waiver.id
      \(clauses)
      """
    return try rows(sql, arguments).map { try StoredWaiver($0) }
  }
}
