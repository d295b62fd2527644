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
    while let item = try bundle.next() {
      let outcome =
        switch item {
        case .host(let host): try record(host)
        case .vm(let vm): try recordOnce(vm)
        case .snapshot(let snapshot): try record(snapshot)
        case .verdict(let verdict): try record(verdict)
        }
      counts.add(item.kind, isNew: outcome.isNew)
    }
    return counts
  }

  /// Records a definition unless it was ever in force and not removed since.
  private func recordOnce(_ vm: VMDocument) throws -> RecordOutcome {
    let digest = vm.digest
    let known = """
      SELECT v.id
      FROM vm_version AS v
      JOIN vm ON vm.id = v.vm_id
      JOIN document ON document.id = v.document_id
      WHERE vm.name = ? AND document.digest = ? AND v.removed_at IS NULL
      """
    guard try id(known, [vm.name, digest.data]) != nil else { return try record(vm) }
    let isInForce = try reader.vm(vm.name)?.origin == .definition(digest)
    return RecordOutcome(digest, isNew: false, isInForce: isInForce)
  }
}
