import GRDB
import KVMEnforcement
import MigrationState

/// One recorded definition of a VM: everything but its registers, which ``StoreReader`` decodes on
/// demand.
public struct StoredVM: Hashable, Sendable {
  /// Where a definition comes from.
  public enum Origin: Hashable, Sendable {
    /// A document, with the digest of its canonical form.
    case definition(Digest)
    /// The first snapshot of a VM that had no definition, with the digest of the snapshot.
    case snapshot(Digest)
  }

  let id: Int64
  /// The VM's name.
  public let name: String
  /// Where the definition comes from.
  public let origin: Origin
  /// When it was recorded here.
  public let recordedAt: Timestamp
  /// When it was removed; nil while it was not.
  public let removedAt: Timestamp?
  /// The VM's UUID; nil when unknown.
  public let uuid: String?
  /// The number of vCPUs.
  public let vcpuCount: Int
  /// The features every vCPU is initialised with; nil when a snapshot did not tell.
  public let vcpuFeatures: VCPUFeatures?
  /// The in-kernel interrupt controller; nil when a snapshot did not tell.
  public let gic: GICModel?
  /// True when the VM has memory tagging; nil when a snapshot did not tell.
  public let mte: Bool?
  /// The name of the host the VM was created on; nil when unknown.
  public let createdOn: String?
  /// The program that runs the VM; nil when unknown.
  public let vmm: VMM?

  init(_ row: Row) throws {
    id = row["id"]
    name = row["name"]
    if row["origin"] == "definition" {
      origin = .definition(try row.digest("document_digest"))
    } else {
      origin = .snapshot(try row.digest("snapshot_digest"))
    }
    recordedAt = Timestamp(seconds: row["recorded_at"])
    removedAt = row.time("removed_at")
    uuid = row["uuid"]
    vcpuCount = row["vcpu_count"]
    vcpuFeatures = row.features("features")
    gic = row.choice("gic")
    mte = row["mte"]
    createdOn = row["created_on"]
    vmm = row.choice("vmm")
  }
}
