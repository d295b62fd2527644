import MigrationState

extension StoreWriter {
  /// Records every document of a bundle that the store does not have.
  ///
  /// Whatever is there already changes nothing, so that a second import of the same bundle does
  /// not either. A definition that is new is in force afterwards.
  ///
  /// - Parameter bundle: the documents; an error leaves the transaction to be rolled back.
  /// - Returns: how many documents of each kind came, and how many were new.
  /// - Throws: `BundleError` for a bundle that is not whole or of a newer version; ``StoreError``;
  ///   what reading throws.
  public func record(_ bundle: inout BundleReader) throws -> BundleCounts {
    var counts = BundleCounts()
    while let next = try bundle.nextRecord() {
      counts.add(next.item.kind, isNew: try enter(next))
    }
    return counts
  }

  /// Enters a document unless it is there; false when nothing changed.
  private func enter(_ next: BundleRecord) throws -> Bool {
    switch next.item {
    case .host(let host): try record(host, next.digest, next.bytes).isNew
    case .vm(let vm): try enterOnce(vm, next.digest, next.bytes)
    case .snapshot(let snapshot): try enter(snapshot, next.digest) != nil
    case .verdict(let verdict): try record(verdict, next.digest, next.bytes).isNew
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
