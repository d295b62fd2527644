import GRDB
import MigrationState

extension StoreWriter {
  /// Records the definition of a VM under the name in its document.
  ///
  /// The definition recorded last is in force. The one in force again changes nothing; an earlier
  /// one again is in force again.
  ///
  /// - Throws: ``StoreError``.
  @discardableResult
  public func record(_ vm: VMDocument) throws -> RecordOutcome {
    let bytes = vm.canonicalBytes()
    let digest = Digest(ofCanonicalForm: bytes)
    if try isDefined(vm: vm.name), try reader.vm(vm.name)?.origin == .definition(digest) {
      return RecordOutcome(digest, isNew: false, isInForce: true)
    }
    let version = try enter(vm, digest, bytes)
    let isInForce = try reader.vm(vm.name)?.id == version
    return RecordOutcome(digest, isNew: true, isInForce: isInForce)
  }

  /// Enters a definition, whatever is in force, and returns the id of the version.
  func enter(_ vm: VMDocument, _ digest: Digest, _ bytes: [UInt8]) throws -> Int64 {
    let id = try nameID(vm.name, in: .vm)
    isDefined[id] = true
    return try insert(
      """
      INSERT INTO vm_version (
        vm_id, origin, document_id, defined_at, recorded_at, uuid, vcpu_count, features, gic, mte,
        created_on, vmm, id_set_id
      ) VALUES (?, 'definition', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, try documentID(digest, bytes), recordedAt, recordedAt, vm.uuid, vm.vcpuCount,
        vm.vcpuFeatures.text, vm.gic.rawValue, vm.mte, vm.createdOn, vm.vmm?.rawValue,
        try idSetID(IDSet(vm.idRegisters)),
      ]
    )
  }

  /// Removes a VM with its snapshots and placements: it is no longer listed, its history and the
  /// verdicts about it stay.
  ///
  /// - Returns: False when there is no definition of it.
  /// - Throws: ``StoreError``.
  public func removeVM(_ name: String) throws -> Bool {
    self.isDefined = [:]
    var isDefined = false
    for table in ["snapshot", "placement", "vm_version"] {
      try run(
        """
        UPDATE \(table) SET removed_at = ?
        WHERE vm_id = (SELECT id FROM vm WHERE name = ?) AND removed_at IS NULL
        """,
        [recordedAt, name]
      )
      isDefined = database.changesCount > 0
    }
    return isDefined
  }

  /// Records that a VM runs on a host; neither needs a record of its own.
  ///
  /// - Parameters:
  ///   - vm: The VM's name.
  ///   - host: The host's name.
  ///   - placedAt: Since when; nil for the moment of recording.
  /// - Throws: ``StoreError``.
  public func place(vm: String, on host: String, since placedAt: Timestamp? = nil) throws {
    try run(
      "INSERT INTO placement (vm_id, host_id, placed_at, recorded_at) VALUES (?, ?, ?, ?)",
      [
        try nameID(vm, in: .vm), try nameID(host, in: .host), placedAt?.seconds ?? recordedAt,
        recordedAt,
      ]
    )
  }
}
