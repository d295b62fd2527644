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
    var states: [VCPUState] = []
    try forEachState(of: snapshot) { state in
      states.append(
        VCPUState(
          index: state.vcpu,
          registers: try registers(of: state, record: "snapshot \(snapshot.digest)")
        )
      )
    }
    return states
  }

  /// All registers of a state: the ID registers and the others, merged.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when they do not decode; other ``StoreError``.
  public func registers(of state: StoredVCPUState) throws -> RegisterState {
    try registers(of: state, record: "vCPU \(state.vcpu) of the snapshot in row \(state.snapshot)")
  }

  private func registers(
    of state: StoredVCPUState,
    record: @autoclosure () -> String
  ) throws -> RegisterState {
    let list = try registerList(state.registerList).list
    let others = try Self.decoding(record()) { () throws(CanonicalError) in
      try state.values.registers(in: list)
    }
    let idRegisters = try idSet(state.idSet).map {
      (RegisterID($0.encoding), RegisterValue.word($0.value))
    }
    return RegisterState(idRegisters + others)
  }

  /// The registers of a list, ascending, without ID registers.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when the list does not decode.
  public func registers(ofList id: Int64) throws -> RegisterList { try registerList(id).list }

  /// A list of register ids, and what states with it are told by their difference to.
  func registerList(_ id: Int64) throws -> (list: RegisterList, base: BaseValues?) {
    if let known = cache.registerLists[id] { return known }
    guard let row = try row("SELECT content, base FROM register_list WHERE id = ?", [id]) else {
      throw StoreError.damaged(record: "register list \(id)", reason: "it is not there")
    }
    let content: Data = row[0]
    let packed: Data? = row[1]
    let found = try Self.decoding("register list \(id)") { () throws(CanonicalError) in
      (
        list: try RegisterList(canonical: Array(content)),
        base: try packed.map { data throws(CanonicalError) in
          try BaseValues(PackedRegisterValues(bytes: Array(data)))
        }
      )
    }
    cache.registerLists[id] = found
    return found
  }

  /// What states are told by their difference to, by the digest of their list of registers; nil for a
  /// list of an earlier version of the schema.
  func bases() throws -> [Digest: PackedRegisterValues?] {
    let bases = try rows("SELECT digest, base FROM register_list", []).map { row in
      let base: Data? = row[1]
      return (try row.digest("digest"), base.map { PackedRegisterValues(bytes: Array($0)) })
    }
    return Dictionary(bases) { first, _ in first }
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
    var registerLists: [Int64: (list: RegisterList, base: BaseValues?)] = [:]
    var idSets: [Int64: [IDSet.Element]] = [:]
  }
}
