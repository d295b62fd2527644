import GRDB

extension StateStore {
  /// Counts what the store holds.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the size of the store.
  public func statistics() throws -> StoreStatistics {
    try read { reader in
      func count(_ sql: String) throws -> Int {
        try Int.fetchOne(reader.database, sql: "SELECT " + sql) ?? 0
      }
      return StoreStatistics(
        schemaVersion: try Int.fetchOne(reader.database, sql: "PRAGMA user_version") ?? 0,
        hosts: try count("count(DISTINCT host_id) FROM host_version WHERE removed_at IS NULL"),
        hostVersions: try count("count(*) FROM host_version"),
        vms: try count("count(DISTINCT vm_id) FROM vm_version WHERE removed_at IS NULL"),
        vmVersions: try count("count(*) FROM vm_version"),
        snapshots: try count("count(*) FROM snapshot"),
        vcpus: try count("count(*) FROM snapshot_vcpu"),
        vcpuStates: try count("count(*) FROM vcpu_state"),
        stateRegisters: try count(
          """
          coalesce(sum(list.registers + size.registers), 0) FROM vcpu_state AS state
          JOIN register_list AS list ON list.id = state.register_list_id
          JOIN (SELECT set_id, count(*) AS registers FROM id_value GROUP BY set_id) AS size
            ON size.set_id = state.id_set_id
          """
        ),
        stateBytes: try count("coalesce(sum(length(content)), 0) FROM vcpu_state"),
        registerLists: try count("count(*) FROM register_list"),
        idSets: try count("count(*) FROM id_set"),
        verdicts: try count("count(*) FROM verdict"),
        documentBytes: try count("coalesce(sum(length(content)), 0) FROM document"),
        fileBytes: try count("page_count * page_size FROM pragma_page_count(), pragma_page_size()")
      )
    }
  }
}
