import ArmArchitecture
import GRDB
import MigrationState

/// One recorded version of a host: everything but its registers, which ``StoreReader`` decodes on
/// demand.
public struct StoredHost: Hashable, Sendable {
  let id: Int64
  /// The host's name.
  public let name: String
  /// The digest of the document's canonical form.
  public let digest: Digest
  /// When the capture was taken.
  public let capturedAt: Timestamp
  /// When it was recorded here.
  public let recordedAt: Timestamp
  /// When it was removed; nil while it was not.
  public let removedAt: Timestamp?
  /// The kernel's release, `uname -r`.
  public let kernelRelease: String
  /// The kernel's build id; nil when unknown.
  public let buildId: String?
  /// The boot id at capture time; nil when unknown.
  public let bootId: String?
  /// The page size in bytes.
  public let pageSize: Int
  /// The kinds of CPU, in the document's order.
  public let cpus: [CPUIdentity]

  init(_ row: Row, _ cpus: [CPUIdentity]) throws {
    id = row["id"]
    name = row["name"]
    digest = try row.digest("digest")
    capturedAt = Timestamp(seconds: row["captured_at"])
    recordedAt = Timestamp(seconds: row["recorded_at"])
    removedAt = row.time("removed_at")
    kernelRelease = row["kernel_release"]
    buildId = row["build_id"]
    bootId = row["boot_id"]
    pageSize = row["page_size"]
    self.cpus = cpus
  }
}
