import GRDB
import MigrationState

extension StoreWriter {
  /// Records a waiver; one that holds already changes nothing.
  ///
  /// - Parameters:
  ///   - waiver: what is accepted.
  ///   - author: who grants it.
  /// - Returns: its id, and whether it is new.
  /// - Throws: ``StoreError``.
  @discardableResult
  public func record(
    _ waiver: WaiverRecord,
    by author: String
  ) throws -> (id: String, isNew: Bool) {
    var occurrence = 0
    while let known = try reader.waivers(id: waiver.id(occurrence: occurrence)).first {
      if known.revokedAt == nil { return (known.id, false) }
      occurrence += 1
    }
    let id = waiver.id(occurrence: occurrence)
    try run(
      """
      INSERT INTO waiver (
        name, occurrence, code, subject, scope, scope_name, reason, created_at, created_by,
        expires_at, host_version_id
      ) VALUES (
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM host_version)
      )
      """,
      [
        id, occurrence, waiver.code, waiver.subject, waiver.scope.kind.rawValue,
        waiver.scope.name, waiver.reason, recordedAt, author, waiver.expiresAt.seconds,
      ]
    )
    return (id, true)
  }

  /// Revokes a waiver; the waiver itself stays.
  ///
  /// - Returns: False when it was revoked already.
  /// - Throws: ``StoreError``.
  public func revoke(_ waiver: StoredWaiver, by author: String) throws -> Bool {
    if waiver.revokedAt != nil { return false }
    try run(
      "INSERT INTO waiver_revocation (waiver_id, revoked_at, revoked_by) VALUES (?, ?, ?)",
      [waiver.rowID, recordedAt, author]
    )
    return true
  }
}
