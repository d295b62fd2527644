import ArmArchitecture
import Foundation
import GRDB
import MigrationState

extension StoreWriter {
  /// Records captured state of the VM named in its document, and that the VM ran there.
  ///
  /// A VM without a definition is defined by it. The same document again changes nothing, unless
  /// the VM was removed in between. State that is in the store already, whatever the VM, is not
  /// stored again.
  ///
  /// - Parameters:
  ///   - snapshot: The captured state; its `vm` and `host` are the names that are recorded.
  ///   - host: Where the VM runs; nil for the snapshot's own host, if it tells.
  /// - Returns: What became of it.
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the registers of the document.
  @discardableResult
  public func record(
    _ snapshot: SnapshotDocument,
    placedOn host: String? = nil
  ) throws -> RecordOutcome {
    let digest = snapshot.digest
    if let entry = try enter(snapshot, digest, placedOn: host) {
      let newest = try reader.newestSnapshot(ofVM: snapshot.vm)
      return RecordOutcome(
        digest,
        isNew: true,
        isInForce: newest?.id == entry.id,
        definesVM: entry.definesVM
      )
    }
    if let host, try reader.placement(ofVM: snapshot.vm)?.host != host {
      try place(vm: snapshot.vm, on: host, since: snapshot.capturedAt)
    }
    let newest = try reader.newestSnapshot(ofVM: snapshot.vm)
    return RecordOutcome(digest, isNew: false, isInForce: newest?.digest == digest)
  }

  /// Enters captured state that is new; nil, with nothing changed, for a snapshot that is there.
  func enter(
    _ snapshot: SnapshotDocument,
    _ digest: Digest,
    placedOn host: String? = nil
  ) throws -> (id: Int64, definesVM: Bool)? {
    guard let id = try insert(snapshot, digest) else { return nil }
    for vcpu in snapshot.vcpus {
      try run(
        "INSERT INTO snapshot_vcpu (snapshot_id, vcpu, state_id) VALUES (?, ?, ?)",
        [id, vcpu.index, try stateID(vcpu.registers)]
      )
    }
    if let host = host ?? snapshot.host {
      try place(vm: snapshot.vm, on: host, since: snapshot.capturedAt)
    }
    let definesVM = try !isDefined(vm: snapshot.vm)
    if definesVM { try define(by: snapshot, id) }
    return (id, definesVM)
  }

  /// Inserts the row of a snapshot; nil when it is there and was not removed.
  private func insert(_ snapshot: SnapshotDocument, _ digest: Digest) throws -> Int64? {
    try insertIfNew(
      """
      INSERT INTO snapshot (
        digest, vm_id, host_id, captured_at, recorded_at, kernel_release, features, gic, mte,
        source_format, source_digest, source_note
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (digest) WHERE removed_at IS NULL DO NOTHING
      """,
      [
        digest.data, try nameID(snapshot.vm, in: .vm),
        try snapshot.host.map { try nameID($0, in: .host) }, snapshot.capturedAt.seconds,
        recordedAt, snapshot.kernelRelease, snapshot.vcpuFeatures?.text, snapshot.gic?.rawValue,
        snapshot.mte, snapshot.source.format, snapshot.source.digest, snapshot.source.note,
      ]
    )
  }

  /// Defines a VM by its first snapshot.
  private func define(by snapshot: SnapshotDocument, _ id: Int64) throws {
    let registers = snapshot.vcpus.first?.registers ?? RegisterState()
    let vm = try nameID(snapshot.vm, in: .vm)
    isDefined[vm] = true
    try run(
      """
      INSERT INTO vm_version (
        vm_id, origin, snapshot_id, defined_at, recorded_at, vcpu_count, features, gic, mte,
        id_set_id
      ) VALUES (?, 'snapshot', ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        vm, id, min(recordedAt, snapshot.capturedAt.seconds),
        recordedAt, snapshot.vcpus.count, snapshot.vcpuFeatures?.text, snapshot.gic?.rawValue,
        snapshot.mte, try split(registers.ids).idSetID(registers, in: self),
      ]
    )
  }

  /// The id of a vCPU's state, which is entered if it is new.
  private func stateID(_ registers: RegisterState) throws -> Int64 {
    let recorded = try split(registers.ids)
    let packed = recorded.split.packed(of: registers)
    let digest = packed.digest.data
    let idSet = try recorded.idSetID(registers, in: self)
    let entered = try insertIfNew(
      """
      INSERT INTO vcpu_state (digest, register_list_id, id_set_id, content) VALUES (?, ?, ?, ?)
      ON CONFLICT (digest, register_list_id, id_set_id) DO NOTHING
      """,
      [digest, recorded.listID, idSet, Data(packed.bytes)]
    )
    if let entered { return entered }
    let known = """
      SELECT id FROM vcpu_state WHERE digest = ? AND register_list_id = ? AND id_set_id = ?
      """
    guard let id = try id(known, [digest, recorded.listID, idSet]) else {
      throw StoreError.damaged(record: "vCPU state", reason: "it is there and cannot be found")
    }
    return id
  }

  /// How a list of registers divides, with the id of the list of those that are packed.
  private func split(_ ids: [RegisterID]) throws -> RecordedSplit {
    if let lastSplit, lastSplit.ids == ids { return lastSplit }
    let recorded = try splits[ids] ?? enter(RegisterSplit(ids), of: ids)
    splits[ids] = recorded
    lastSplit = recorded
    return recorded
  }

  private func enter(_ split: RegisterSplit, of ids: [RegisterID]) throws -> RecordedSplit {
    let bytes = split.list.canonicalBytes()
    let digest = Digest(of: bytes).data
    let listID =
      try id("SELECT id FROM register_list WHERE digest = ?", [digest])
      ?? insert(
        "INSERT INTO register_list (digest, registers, content) VALUES (?, ?, ?)",
        [digest, split.list.count, Data(bytes)]
      )
    return RecordedSplit(ids, split, listID: listID)
  }
}

/// A list of registers as one writer met it: how it divides, and what states with it have in common.
final class RecordedSplit {
  /// The ids of the list.
  let ids: [RegisterID]
  /// How they divide.
  let split: RegisterSplit
  /// The id of the list of those that are packed.
  let listID: Int64
  /// The ID registers of the state met last, and the id of their set: vCPUs of a VM share it.
  private var last: (values: [UInt64], idSet: Int64)?

  init(_ ids: [RegisterID], _ split: RegisterSplit, listID: Int64) {
    self.ids = ids
    self.split = split
    self.listID = listID
  }

  /// The id of the set of a state's ID registers, which is entered if it is new.
  func idSetID(_ registers: RegisterState, in writer: StoreWriter) throws -> Int64 {
    let values = split.idValues(of: registers)
    if let last, last.values == values { return last.idSet }
    let id = try writer.idSetID(split.idSet(of: registers))
    last = values.map { ($0, id) }
    return id
  }
}
