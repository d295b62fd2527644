import GRDB
import MigrationState

extension StoreReader {
  /// The definition in force of every VM, by name.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the VMs ever named.
  public func vms() throws -> [StoredVM] {
    try storedVMs("WHERE v.id = \(Self.vmInForce) ORDER BY vm.name", ["asOf": asOf])
  }

  /// The definition in force of a VM; nil when there is none.
  ///
  /// - Throws: ``StoreError``.
  public func vm(_ name: String) throws -> StoredVM? {
    try storedVMs(
      "WHERE vm.name = :name AND v.id = \(Self.vmInForce)",
      ["name": name, "asOf": asOf]
    ).first
  }

  /// The definitions in force that have a UUID, by name: UUIDs are not checked to be unique.
  ///
  /// - Throws: ``StoreError``.
  public func vms(uuid: String) throws -> [StoredVM] {
    try storedVMs(
      "WHERE v.uuid = :uuid AND v.id = \(Self.vmInForce) ORDER BY vm.name",
      ["uuid": uuid, "asOf": asOf]
    )
  }

  /// Every definition of a VM, removed ones too, the one recorded first coming first.
  ///
  /// - Throws: ``StoreError``.
  public func vmHistory(_ name: String) throws -> [StoredVM] {
    try storedVMs(
      "WHERE vm.name = :name AND v.recorded_at <= :asOf ORDER BY v.recorded_at, v.id",
      ["name": name, "asOf": asOf]
    )
  }

  /// The document of a definition; nil when its origin is a snapshot.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when it does not decode; other ``StoreError``.
  public func document(of vm: StoredVM) throws -> VMDocument? {
    guard case .definition(let digest) = vm.origin else { return nil }
    let content = try content(digest)
    return try Self.decoding("VM \(vm.name)") { () throws(CanonicalError) in
      try VMDocument(canonical: content)
    }
  }

  static let vmInForce = inForce("vm_version", of: "vm", latest: "defined_at")

  private func storedVMs(_ clauses: String, _ arguments: StatementArguments) throws -> [StoredVM] {
    let sql = """
      SELECT v.*, vm.name, document.digest AS document_digest, snapshot.digest AS snapshot_digest
      FROM vm
      JOIN vm_version AS v ON v.vm_id = vm.id
      LEFT JOIN document ON document.id = v.document_id
      LEFT JOIN snapshot ON snapshot.id = v.snapshot_id
      \(clauses)
      """
    return try all(sql, arguments) { try StoredVM($0) }
  }
}
