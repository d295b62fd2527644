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
    if let entry = try enter(PackedSnapshot(snapshot), digest, placedOn: host) {
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
    _ snapshot: PackedSnapshot,
    _ digest: Digest,
    placedOn host: String? = nil
  ) throws -> (id: Int64, definesVM: Bool)? {
    let head = snapshot.head
    guard let id = try insert(head, digest) else { return nil }
    let states = try snapshot.vcpus.map { try entered($0) }
    for (vcpu, state) in zip(snapshot.vcpus, states) {
      try run(
        "INSERT INTO snapshot_vcpu (snapshot_id, vcpu, state_id) VALUES (?, ?, ?)",
        [id, vcpu.index, state.id]
      )
    }
    if let host = host ?? head.host {
      try place(vm: head.vm, on: host, since: head.capturedAt)
    }
    let definesVM = try !isDefined(vm: head.vm)
    if definesVM, let first = states.first {
      try define(by: head, id, vcpus: states.count, idSet: first.idSet)
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

  /// The ids of a vCPU's state and of its ID registers, which are entered if they are new.
  private func entered(_ vcpu: PackedSnapshot.VCPU) throws -> (id: Int64, idSet: Int64) {
    let list = try recordedList(vcpu.list)
    let form = try list.form(of: vcpu.values, in: self)
    let digest = Digest(of: form.content)
    let entered = try insertIfNew(
      """
      INSERT INTO vcpu_state (digest, register_list_id, id_set_id, content) VALUES (?, ?, ?, ?)
      ON CONFLICT (digest, register_list_id, id_set_id) DO NOTHING
      """,
      [digest, list.id, form.idSet, form.content]
    )
    if let entered { return (entered, form.idSet) }
    let known = """
      SELECT id FROM vcpu_state WHERE digest = ? AND register_list_id = ? AND id_set_id = ?
      """
    guard let id = try id(known, [digest, list.id, form.idSet]) else {
      throw StoreError.damaged(record: "vCPU state", reason: "it is there and cannot be found")
    }
    return (id, form.idSet)
  }

  /// What states with a list of registers have in common.
  private func recordedList(_ list: RegisterList) throws -> RecordedList {
    if let lastList, lastList.all == list { return lastList }
    let recorded = try lists[list] ?? enter(RegisterSplit(list), of: list)
    lists[list] = recorded
    lastList = recorded
    return recorded
  }

  private func enter(_ split: RegisterSplit, of list: RegisterList) throws -> RecordedList {
    let bytes = split.others.canonicalBytes()
    let digest = Digest(of: bytes)
    if let id = try id("SELECT id FROM register_list WHERE digest = ?", [digest]) {
      return RecordedList(
        list,
        split,
        id: id,
        isNew: false,
        base: try reader.registerList(id).base?.packed
      )
    }
    let id = try insert(
      "INSERT INTO register_list (digest, registers, content) VALUES (?, ?, ?)",
      [digest, split.others.count, bytes]
    )
    return RecordedList(list, split, id: id, isNew: true, base: nil)
  }
}
