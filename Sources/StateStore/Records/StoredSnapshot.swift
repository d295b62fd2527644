import GRDB
import KVMEnforcement
import MigrationState

/// One recorded snapshot: everything but its vCPUs, which ``StoreReader`` decodes on demand.
public struct StoredSnapshot: Hashable, Sendable {
  let id: Int64
  /// The digest of the document's canonical form, by which commands name the snapshot.
  public let digest: Digest
  /// The VM's name.
  public let vm: String
  /// The host the VM ran on; nil when unknown.
  public let host: String?
  /// When the state was captured.
  public let capturedAt: Timestamp
  /// When it was recorded here.
  public let recordedAt: Timestamp
  /// When it was removed; nil while it was not.
  public let removedAt: Timestamp?
  /// The release of the kernel the VM ran under; nil when unknown.
  public let kernelRelease: String?
  /// The vCPU features; nil when the capture does not tell.
  public let vcpuFeatures: VCPUFeatures?
  /// The in-kernel interrupt controller; nil when unknown.
  public let gic: GICModel?
  /// True when the VM has memory tagging; nil when unknown.
  public let mte: Bool?
  /// Where the capture comes from.
  public let source: CaptureSource

  init(_ row: Row) throws {
    id = row["id"]
    digest = try row.digest("digest")
    vm = row["vm"]
    host = row["host"]
    capturedAt = Timestamp(seconds: row["captured_at"])
    recordedAt = Timestamp(seconds: row["recorded_at"])
    removedAt = row.time("removed_at")
    kernelRelease = row["kernel_release"]
    vcpuFeatures = row.features("features")
    gic = row.choice("gic")
    mte = row["mte"]
    source = CaptureSource(
      format: row["source_format"],
      digest: row["source_digest"],
      note: row["source_note"]
    )
  }
}
