import ArmArchitecture
import GRDB
import MigrationState

extension StoreReader {
  /// The record in force of every host, by name.
  ///
  /// - Throws: ``StoreError``.
  /// - Complexity: O(*n*) in the hosts ever named.
  public func hosts() throws -> [StoredHost] {
    try storedHosts("WHERE v.id = \(Self.hostInForce) ORDER BY host.name", ["asOf": asOf])
  }

  /// The record in force of a host; nil when there is none.
  ///
  /// - Throws: ``StoreError``.
  public func host(_ name: String) throws -> StoredHost? {
    try storedHosts(
      "WHERE host.name = :name AND v.id = \(Self.hostInForce)",
      ["name": name, "asOf": asOf]
    ).first
  }

  /// Every version of a host, removed ones too, the one recorded first coming first.
  ///
  /// - Throws: ``StoreError``.
  public func hostHistory(_ name: String) throws -> [StoredHost] {
    try storedHosts(
      "WHERE host.name = :name AND v.recorded_at <= :asOf ORDER BY v.recorded_at, v.id",
      ["name": name, "asOf": asOf]
    )
  }

  /// The document of a version.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when it does not decode; other ``StoreError``.
  public func document(of host: StoredHost) throws -> HostDocument {
    let content = try content(host.digest)
    return try Self.decoding("host \(host.name)") { () throws(CanonicalError) in
      try HostDocument(canonical: content)
    }
  }

  static let hostInForce = inForce("host_version", of: "host", latest: "captured_at")

  private func storedHosts(_ clauses: String, _ arguments: StatementArguments) throws
    -> [StoredHost]
  {
    let sql = """
      SELECT v.*, host.name, document.digest
      FROM host
      JOIN host_version AS v ON v.host_id = host.id
      JOIN document ON document.id = v.document_id
      \(clauses)
      """
    return try rows(sql, arguments).map { try StoredHost($0, cpus(ofVersion: $0["id"])) }
  }

  private func cpus(ofVersion id: Int64) throws -> [CPUIdentity] {
    try rows("SELECT * FROM host_cpu WHERE version_id = ? ORDER BY position", [id]).map { row in
      let aidr: Int64? = row["aidr"]
      return CPUIdentity(
        midr: row.word("midr"),
        revidr: row.word("revidr"),
        aidr: aidr.map { UInt64(bitPattern: $0) },
        count: row["cpus"]
      )
    }
  }
}
