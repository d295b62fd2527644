import ArmArchitecture
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
    let former = try self.former ?? StateFormer(bases: reader.bases())
    self.former = former
    let states = try former.forms(of: PackedSnapshot(snapshot))
    if let entry = try enter(snapshot, digest, states, placedOn: host) {
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
    _ head: SnapshotDocument,
    _ digest: Digest,
    _ states: [StateForm],
    placedOn host: String? = nil
  ) throws -> (id: Int64, definesVM: Bool)? {
    guard let id = try insert(head, digest) else { return nil }
    for state in states {
      try run(
        "INSERT INTO snapshot_vcpu (snapshot_id, vcpu, state_id) VALUES (?, ?, ?)",
        [id, state.vcpu, try stateID(state)]
      )
    }
    if let host = host ?? head.host {
      try place(vm: head.vm, on: host, since: head.capturedAt)
    }
    let definesVM = try !isDefined(vm: head.vm)
    if definesVM, let first = states.first {
      try define(by: head, id, vcpus: states.count, idSet: idSetID(first.idRegisters))
    }
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
        digest, try nameID(snapshot.vm, in: .vm),
        try snapshot.host.map { try nameID($0, in: .host) }, snapshot.capturedAt.seconds,
        recordedAt, snapshot.kernelRelease, snapshot.vcpuFeatures?.text, snapshot.gic?.rawValue,
        snapshot.mte, snapshot.source.format, snapshot.source.digest, snapshot.source.note,
      ]
    )
  }

  /// Defines a VM by its first snapshot.
  private func define(
    by snapshot: SnapshotDocument,
    _ id: Int64,
    vcpus: Int,
    idSet: Int64
  ) throws {
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
        recordedAt, vcpus, snapshot.vcpuFeatures?.text, snapshot.gic?.rawValue, snapshot.mte, idSet,
      ]
    )
  }

  /// The id of a vCPU's state, which is entered if it is new.
  private func stateID(_ state: StateForm) throws -> Int64 {
    let (list, idSet) = (try listID(state.list), try idSetID(state.idRegisters))
    let entered = try insertIfNew(
      """
      INSERT INTO vcpu_state (digest, register_list_id, id_set_id, content) VALUES (?, ?, ?, ?)
      ON CONFLICT (digest, register_list_id, id_set_id) DO NOTHING
      """,
      [state.digest, list, idSet, state.content]
    )
    if let entered { return entered }
    let known = """
      SELECT id FROM vcpu_state WHERE digest = ? AND register_list_id = ? AND id_set_id = ?
      """
    guard let id = try id(known, [state.digest, list, idSet]) else {
      throw StoreError.damaged(record: "vCPU state", reason: "it is there and cannot be found")
    }
    return id
  }

  /// The id of a list of registers, which is entered if it is new.
  private func listID(_ list: FormedList) throws -> Int64 {
    if let id = formed[ObjectIdentifier(list)] { return id }
    let id =
      try list.newBase.map { base in
        try insert(
          "INSERT INTO register_list (digest, registers, content, base) VALUES (?, ?, ?, ?)",
          [list.digest, list.list.count, list.bytes, base.bytes]
        )
      } ?? id("SELECT id FROM register_list WHERE digest = ?", [list.digest])
    guard let id else {
      throw StoreError.damaged(record: "register list \(list.digest)", reason: "it is not there")
    }
    remember(id, of: list)
    return id
  }

  /// The id of the set of some ID registers, which is entered if it is new.
  private func idSetID(_ registers: FormedIDRegisters) throws -> Int64 {
    if let id = formed[ObjectIdentifier(registers)] { return id }
    let id = try idSetID(IDSet(registers.values.registers(in: registers.list)))
    remember(id, of: registers)
    return id
  }

  private func remember(_ id: Int64, of object: AnyObject) {
    formed[ObjectIdentifier(object)] = id
    // An object that went away would leave its name to another one.
    formedObjects.append(object)
  }
}
