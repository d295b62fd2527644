import GRDB
import MigrationState

/// A recorded waiver, with who granted it and when.
public struct StoredWaiver: Hashable, Sendable {
  let rowID: Int64
  /// The newest version of any host when it was granted.
  let hostVersionID: Int64
  /// The id by which verdicts and commands name it.
  public let id: String
  /// What it accepts.
  public let waiver: WaiverRecord
  /// When it was granted.
  public let createdAt: Timestamp
  /// Who granted it.
  public let createdBy: String
  /// When it was revoked; nil while it was not.
  public let revokedAt: Timestamp?
  /// Who revoked it; nil while nobody did.
  public let revokedBy: String?

  init(_ row: Row) throws {
    rowID = row["id"]
    hostVersionID = row["host_version_id"]
    id = row["name"]
    guard let kind: WaiverRecord.Scope.Kind = row.choice("scope") else {
      throw StoreError.damaged(record: "waiver \(id)", reason: "unknown scope")
    }
    waiver = WaiverRecord(
      code: row["code"],
      subject: row["subject"],
      scope: WaiverRecord.Scope(kind, row["scope_name"]),
      reason: row["reason"],
      expiresAt: Timestamp(seconds: row["expires_at"])
    )
    createdAt = Timestamp(seconds: row["created_at"])
    createdBy = row["created_by"]
    revokedAt = row.time("revoked_at")
    revokedBy = row["revoked_by"]
    guard waiver.id(occurrence: row["occurrence"]) == id else {
      throw StoreError.damaged(record: "waiver \(id)", reason: "its id is another")
    }
  }

  /// True when the waiver was granted, and neither expired nor revoked, at a moment.
  public func holds(at moment: Timestamp) -> Bool {
    createdAt <= moment && moment < waiver.expiresAt && (revokedAt.map { moment < $0 } ?? true)
  }
}
