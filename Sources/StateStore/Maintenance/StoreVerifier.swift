import Foundation
import GRDB
import MigrationState

/// The steps of ``StateStore/verify()``.
final class StoreVerifier {
  let reader: StoreReader
  var result = StoreVerification()

  init(_ reader: StoreReader) {
    self.reader = reader
  }

  /// What SQLite itself can tell.
  func checkDatabase() throws {
    for message in try String.fetchAll(reader.database, sql: "PRAGMA integrity_check")
    where message != "ok" {
      fault("database", message)
    }
    for row in try Row.fetchAll(reader.database, sql: "PRAGMA foreign_key_check") {
      let (table, parent): (String, String) = (row[0], row[2])
      fault("table \(table)", "a row refers to a row of \(parent) that is not there")
    }
  }

  /// Decodes every canonical form as what refers to it.
  func checkDocuments() throws {
    try checkDocuments("host_version") { try HostDocument(canonical: $0).digest }
    try checkDocuments("vm_version") { try VMDocument(canonical: $0).digest }
    try checkDocuments("verdict") { try VerdictDocument(canonical: $0).digest }
    let unused = """
      SELECT digest FROM document
      WHERE id NOT IN (SELECT document_id FROM host_version)
        AND id NOT IN (SELECT document_id FROM vm_version WHERE document_id IS NOT NULL)
        AND id NOT IN (SELECT document_id FROM verdict)
      """
    for row in try Row.fetchAll(reader.database, sql: unused) {
      fault("document \(try row.digest("digest"))", "nothing refers to it")
    }
  }

  private func checkDocuments(
    _ table: String,
    _ digest: ([UInt8]) throws -> Digest
  ) throws {
    let sql = "SELECT digest, content FROM document WHERE id IN (SELECT document_id FROM \(table))"
    try forEachRow(sql) { row in
      let content: Data = row["content"]
      result.documents += 1
      try compare(row, "document") { try digest(Array(content)) }
    }
  }

  /// Computes the digest of every set of ID registers.
  func checkIDSets() throws {
    try forEachRow("SELECT id, digest FROM id_set") { row in
      result.idSets += 1
      try compare(row, "ID registers") {
        IDSet.digest(try reader.idSet(row["id"]))
      }
    }
  }

  /// Computes the digests of every list of registers and every vCPU's state.
  func checkStates() throws {
    try forEachRow("SELECT digest, registers, content FROM register_list") { row in
      let content: Data = row["content"]
      try compare(row, "register list") {
        let list = try RegisterList(canonical: Array(content))
        let count: Int = row["registers"]
        if list.count != count {
          fault("register list", "\(list.count) registers, not \(count)")
        }
        return list.digest
      }
    }
    try forEachRow("SELECT digest, content FROM vcpu_state") { row in
      let content: Data = row["content"]
      result.vcpuStates += 1
      try compare(row, "vCPU state") {
        Digest(of: content)
      }
    }
  }

  /// Puts every snapshot together again and computes its digest.
  func checkSnapshots() throws {
    let sql = """
      SELECT v.*, vm.name AS vm, host.name AS host
      FROM snapshot AS v JOIN vm ON vm.id = v.vm_id LEFT JOIN host ON host.id = v.host_id
      """
    try forEachRow(sql) { row in
      result.snapshots += 1
      try compare(row, "snapshot") {
        try reader.document(of: StoredSnapshot(row)).digest
      }
    }
  }

  /// Computes the ids of waivers again.
  func checkWaivers() throws {
    do {
      _ = try reader.waivers()
    } catch StoreError.damaged(let record, let reason) {
      fault(record, reason)
    }
  }

  private func forEachRow(
    _ sql: String,
    _ body: (Row) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(reader.database, sql: sql)
    while let row = try rows.next() { try body(row) }
  }

  /// Compares a row's digest with one computed from its content.
  private func compare(
    _ row: Row,
    _ kind: String,
    _ computed: () throws -> Digest
  ) throws {
    let recorded = try row.digest("digest")
    do {
      if try computed() != recorded { fault("\(kind) \(recorded)", "its digest is another") }
    } catch let error as StoreError {
      fault("\(kind) \(recorded)", error.description)
    } catch let error as CanonicalError {
      fault("\(kind) \(recorded)", error.description)
    }
  }

  private func fault(_ subject: String, _ reason: String) {
    result.faults.append(StoreFault(subject: subject, reason: reason))
  }
}
