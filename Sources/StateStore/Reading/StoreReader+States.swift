import ArmArchitecture
import Foundation
import GRDB
import MigrationState

extension StoreReader {
  /// The states of a snapshot's vCPUs, by ascending index.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when one does not decode; other
  ///   ``StoreError``.
  public func vcpuStates(of snapshot: StoredSnapshot) throws -> [VCPUState] {
    let sql = """
      SELECT place.vcpu, state.content, state.register_list_id, state.id_set_id
      FROM snapshot_vcpu AS place JOIN vcpu_state AS state ON state.id = place.state_id
      WHERE place.snapshot_id = ? ORDER BY place.vcpu
      """
    return try rows(sql, [snapshot.id]).map { row in
      let content: Data = row["content"]
      return VCPUState(
        index: row["vcpu"],
        registers: try registers(
          PackedRegisterValues(bytes: Array(content)),
          list: row["register_list_id"],
          idSet: row["id_set_id"],
          snapshot: snapshot.digest.description
        )
      )
    }
  }

  /// The ID registers and the other registers of one state, merged.
  func registers(
    _ values: PackedRegisterValues,
    list: Int64,
    idSet set: Int64,
    snapshot: String
  ) throws -> RegisterState {
    let list = try registerList(list)
    let others = try Self.decoding("snapshot \(snapshot)") { () throws(CanonicalError) in
      try values.registers(in: list)
    }
    let idRegisters = try idSet(set).map {
      (RegisterID($0.encoding), RegisterValue.word($0.value))
    }
    return RegisterState(idRegisters + others)
  }

  /// A list of register ids.
  func registerList(_ id: Int64) throws -> RegisterList {
    if let list = cache.registerLists[id] { return list }
    guard let row = try row("SELECT content FROM register_list WHERE id = ?", [id]) else {
      throw StoreError.damaged(record: "register list \(id)", reason: "it is not there")
    }
    let content: Data = row[0]
    let list = try Self.decoding("register list \(id)") { () throws(CanonicalError) in
      try RegisterList(canonical: Array(content))
    }
    cache.registerLists[id] = list
    return list
  }

  /// The ID registers of a set, ascending.
  func idSet(_ id: Int64) throws -> [IDSet.Element] {
    if let set = cache.idSets[id] { return set }
    let sql = "SELECT register, value, writable FROM id_value WHERE set_id = ? ORDER BY register"
    let set = try rows(sql, [id]).map { row in
      let register: Int = row["register"]
      let mask: Int64? = row["writable"]
      return IDSet.Element(
        encoding: Encoding(packed: UInt16(truncatingIfNeeded: register)),
        value: row.word("value"),
        writable: mask.map { UInt64(bitPattern: $0) }
      )
    }
    cache.idSets[id] = set
    return set
  }

  /// What many states share, decoded once a transaction.
  final class Cache {
    var registerLists: [Int64: RegisterList] = [:]
    var idSets: [Int64: [IDSet.Element]] = [:]
  }
}
