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
    let live = "SELECT id FROM snapshot WHERE digest = ? AND removed_at IS NULL"
    if let known = try id(live, [digest.data]) {
      let newest = try reader.newestSnapshot(ofVM: snapshot.vm)
      if let host, try reader.placement(ofVM: snapshot.vm)?.host != host {
        try place(vm: snapshot.vm, on: host, since: snapshot.capturedAt)
      }
      return RecordOutcome(digest, isNew: false, isInForce: newest?.id == known)
    }
    let id = try insert(snapshot, digest)
    for vcpu in snapshot.vcpus {
      try run(
        "INSERT INTO snapshot_vcpu (snapshot_id, vcpu, state_id) VALUES (?, ?, ?)",
        [id, vcpu.index, try stateID(vcpu.registers)]
      )
    }
    if let host = host ?? snapshot.host {
      try place(vm: snapshot.vm, on: host, since: snapshot.capturedAt)
    }
    let definesVM = try reader.vm(snapshot.vm) == nil
    if definesVM { try define(by: snapshot, id) }
    let isInForce = try reader.newestSnapshot(ofVM: snapshot.vm)?.id == id
    return RecordOutcome(digest, isNew: true, isInForce: isInForce, definesVM: definesVM)
  }

  private func insert(_ snapshot: SnapshotDocument, _ digest: Digest) throws -> Int64 {
    try insert(
      """
      INSERT INTO snapshot (
        digest, vm_id, host_id, captured_at, recorded_at, kernel_release, features, gic, mte,
        source_format, source_digest, source_note
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
    try run(
      """
      INSERT INTO vm_version (
        vm_id, origin, snapshot_id, defined_at, recorded_at, vcpu_count, features, gic, mte,
        id_set_id
      ) VALUES (?, 'snapshot', ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        try nameID(snapshot.vm, in: .vm), id, min(recordedAt, snapshot.capturedAt.seconds),
        recordedAt, snapshot.vcpus.count, snapshot.vcpuFeatures?.text, snapshot.gic?.rawValue,
        snapshot.mte, try idSetID(IDSet(registers)),
      ]
    )
  }

  /// The id of a vCPU's state, which is entered if it is new.
  private func stateID(_ registers: RegisterState) throws -> Int64 {
    let (split, listID) = try split(registers.ids)
    let packed = PackedRegisterValues(split.packed(of: registers))
    let digest = packed.digest.data
    let idSet = try idSetID(split.idSet(of: registers))
    let known = """
      SELECT id FROM vcpu_state WHERE digest = ? AND register_list_id = ? AND id_set_id = ?
      """
    return try id(known, [digest, listID, idSet])
      ?? insert(
        """
        INSERT INTO vcpu_state (digest, register_list_id, id_set_id, content) VALUES (?, ?, ?, ?)
        """,
        [digest, listID, idSet, Data(packed.bytes)]
      )
  }

  /// How a list of registers divides, and the id of the list of those that are packed.
  private func split(_ ids: [RegisterID]) throws -> (RegisterSplit, Int64) {
    if let known = splits[ids] { return known }
    let split = RegisterSplit(ids)
    let bytes = split.list.canonicalBytes()
    let digest = Digest(of: bytes).data
    let listID =
      try id("SELECT id FROM register_list WHERE digest = ?", [digest])
      ?? insert(
        "INSERT INTO register_list (digest, registers, content) VALUES (?, ?, ?)",
        [digest, split.list.count, Data(bytes)]
      )
    splits[ids] = (split, listID)
    return (split, listID)
  }
}
