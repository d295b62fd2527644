import MigrationState

extension StoreWriter {
  /// Records every document of a bundle that the store does not have.
  ///
  /// Whatever is there already changes nothing, so that a second import of the same bundle does
  /// not either. A definition that is new is in force afterwards. The bundle is read and checked by
  /// another thread, ahead of what is recorded.
  ///
  /// - Parameter read: returns the next bytes, at most as many as asked for, none at the end only; an
  ///   error leaves the transaction to be rolled back.
  /// - Returns: how many documents of each kind came, and how many were new.
  /// - Throws: `BundleError` for a bundle that is not whole or of a newer version; ``StoreError``;
  ///   what reading throws.
  public func recordBundle(
    from read: @escaping @Sendable (Int) throws -> [UInt8]
  ) throws -> BundleCounts {
    let bases = try reader.bases()
    former = nil
    let records = ReadAhead<(record: BundleRecord, states: [StateForm])> { use in
      var bundle = BundleReader(from: read)
      let former = StateFormer(bases: bases)
      while let record = try bundle.nextRecord() {
        var states: [StateForm] = []
        if case .snapshot(let snapshot) = record.item { states = try former.forms(of: snapshot) }
        try use((record, states), record.bytes.count)
      }
    }
    var counts = BundleCounts()
    try records.forEach { record, states in
      counts.add(record.item.kind, isNew: try enter(record, states))
    }
    return counts
  }

  /// Enters a document unless it is there; false when nothing changed.
  private func enter(_ record: BundleRecord, _ states: [StateForm]) throws -> Bool {
    switch record.item {
    case .host(let host): try self.record(host, record.digest, record.bytes).isNew
    case .vm(let vm): try enterOnce(vm, record.digest, record.bytes)
    case .snapshot(let snapshot): try enter(snapshot.head, record.digest, states) != nil
    case .verdict(let verdict): try self.record(verdict, record.digest, record.bytes).isNew
    }
  }

  /// Enters a definition unless it was ever in force and not removed since.
  private func enterOnce(_ vm: VMDocument, _ digest: Digest, _ bytes: [UInt8]) throws -> Bool {
    let known = """
      SELECT v.id
      FROM vm_version AS v
      JOIN vm ON vm.id = v.vm_id
      JOIN document ON document.id = v.document_id
      WHERE vm.name = ? AND document.digest = ? AND v.removed_at IS NULL
      """
    if try isDefined(vm: vm.name), try id(known, [vm.name, digest]) != nil { return false }
    _ = try enter(vm, digest, bytes)
    return true
  }
}
