import GRDB
import MigrationState

/// That a VM ran on a host.
public struct StoredPlacement: Hashable, Sendable {
  /// The VM's name.
  public let vm: String
  /// The host's name; there need not be a record of it.
  public let host: String
  /// Since when, as far as is known.
  public let placedAt: Timestamp
  /// When it was recorded here.
  public let recordedAt: Timestamp

  init(_ row: Row) {
    vm = row["vm"]
    host = row["host"]
    placedAt = Timestamp(seconds: row["placed_at"])
    recordedAt = Timestamp(seconds: row["recorded_at"])
  }
}
