import GRDB
import MigrationState

/// What ``StateStore/prune(keep:)`` removed.
public struct PruneResult: Hashable, Sendable {
  /// Records of hosts.
  public var hostVersions = 0
  /// Definitions of VMs.
  public var vmVersions = 0
  /// Snapshots.
  public var snapshots = 0
  /// States of vCPUs that no snapshot holds any more.
  public var vcpuStates = 0
  /// Canonical forms that nothing refers to any more.
  public var documents = 0
}

extension StateStore {
  /// Deletes old versions for good: of every host its records, of every VM its definitions and
  /// snapshots but the newest, those in force first.
  ///
  /// Verdicts and placements stay, and a snapshot that defines its VM. Everything happens in one
  /// transaction; the freed space is used again.
  ///
  /// - Parameter keep: How many versions to keep; at least 1.
  /// - Returns: What was deleted.
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n* log *n*) in the size of the store.
  public func prune(keep: Int) throws -> PruneResult {
    try StoreError.translating(path) {
      try database.write { database in
        var result = PruneResult()
        func delete(_ table: String, where condition: String) throws -> Int {
          try database.execute(sql: "DELETE FROM \(table) WHERE \(condition)")
          return database.changesCount
        }
        func deleteOld(
          _ table: String,
          of owner: String,
          latest time: String,
          except: String = "FALSE"
        ) throws -> Int {
          try delete(
            table,
            where: """
              NOT (\(except)) AND id IN (
                SELECT id FROM (
                  SELECT id, row_number() OVER (
                    PARTITION BY \(owner)_id ORDER BY removed_at IS NOT NULL, \(time) DESC, id DESC
                  ) AS place FROM \(table)
                ) WHERE place > \(max(1, keep))
              )
              """
          )
        }
        result.vmVersions = try deleteOld("vm_version", of: "vm", latest: "defined_at")
        result.snapshots = try deleteOld(
          "snapshot",
          of: "vm",
          latest: "captured_at",
          except: "id IN (SELECT snapshot_id FROM vm_version WHERE snapshot_id IS NOT NULL)"
        )
        result.hostVersions = try deleteOld("host_version", of: "host", latest: "captured_at")
        result.vcpuStates = try delete(
          "vcpu_state",
          where: "id NOT IN (SELECT state_id FROM snapshot_vcpu)"
        )
        result.documents = try delete(
          "document",
          where: """
            id NOT IN (SELECT document_id FROM host_version)
              AND id NOT IN (SELECT document_id FROM vm_version WHERE document_id IS NOT NULL)
              AND id NOT IN (SELECT document_id FROM verdict)
            """
        )
        _ = try delete(
          "register_list",
          where: "id NOT IN (SELECT register_list_id FROM vcpu_state)"
        )
        _ = try delete(
          "id_set",
          where: """
            id NOT IN (SELECT id_set_id FROM host_profile)
              AND id NOT IN (SELECT id_set_id FROM vm_version)
              AND id NOT IN (SELECT id_set_id FROM vcpu_state)
            """
        )
        return result
      }
    }
  }
}
