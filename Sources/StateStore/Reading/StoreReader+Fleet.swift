import ArmArchitecture
import Foundation
import GRDB
import MigrationState

/// One vCPU's state of a snapshot, not decoded yet.
public struct StoredVCPUState {
  /// The snapshot, as in ``StoredSnapshot/rowID``.
  public let snapshot: Int64
  /// The index of the vCPU.
  public let vcpu: Int
  /// Stands for the list of its registers without ID registers.
  public let registerList: Int64
  /// Stands for its ID registers with their values.
  public let idSet: Int64
  /// The packed values of the list's registers; empty when they were not asked for.
  public let values: PackedRegisterValues
}

extension StoredSnapshot {
  /// What ``StoredVCPUState/snapshot`` names it by, in one store.
  public var rowID: Int64 { id }
}

extension StoreReader {
  /// Calls a body with the states of the newest snapshots of all VMs without their packed values,
  /// snapshot by snapshot, by ascending vCPU.
  ///
  /// - Throws: what `body` throws; ``StoreError``.
  /// - Complexity: O(*n*) in the states; constant memory.
  public func forEachNewestState(_ body: (StoredVCPUState) throws -> Void) throws {
    let sql = """
      SELECT place.snapshot_id, place.vcpu, state.register_list_id, state.id_set_id
      FROM vm
      JOIN snapshot AS v ON v.id = \(Self.snapshotInForce)
      JOIN snapshot_vcpu AS place ON place.snapshot_id = v.id
      JOIN vcpu_state AS state ON state.id = place.state_id
      ORDER BY vm.id, place.vcpu
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql),
      arguments: ["asOf": asOf]
    )
    while let row = try rows.next() {
      try body(StoredVCPUState(row, PackedRegisterValues(bytes: [])))
    }
  }

  /// Calls a body with the states of one snapshot, by ascending vCPU.
  ///
  /// - Throws: what `body` throws; ``StoreError``.
  /// - Complexity: O(*n*) in the states.
  public func forEachState(
    of snapshot: StoredSnapshot?,
    _ body: (StoredVCPUState) throws -> Void
  ) throws {
    guard let snapshot else { return }
    let sql = """
      SELECT place.snapshot_id, place.vcpu, state.register_list_id, state.id_set_id, state.content
      FROM snapshot_vcpu AS place JOIN vcpu_state AS state ON state.id = place.state_id
      WHERE place.snapshot_id = ? ORDER BY place.vcpu
      """
    let rows = try Row.fetchCursor(
      database.cachedStatement(sql: sql),
      arguments: [snapshot.id]
    )
    while let row = try rows.next() {
      let content = try row.withUnsafeData(atIndex: 4) { Array($0 ?? Data()) }
      let base = try registerList(row[2]).base
      let values = try Self.decoding("snapshot \(snapshot.digest)") { () throws(CanonicalError) in
        try base?.values(with: content) ?? PackedRegisterValues(bytes: content)
      }
      try body(StoredVCPUState(row, values))
    }
  }
}

extension StoredVCPUState {
  fileprivate init(_ row: Row, _ values: PackedRegisterValues) {
    self.init(snapshot: row[0], vcpu: row[1], registerList: row[2], idSet: row[3], values: values)
  }
}
