import Foundation
import GRDB
import MigrationState
import TestSupport
import Testing

@testable import StateStore

@Suite struct SchemaReadmeTests {
  /// The SQL of `schema/README.md`, in order.
  private func readQueries() throws -> [String] {
    let text = String(decoding: try Fixtures.data("schema/README.md"), as: UTF8.self)
    return text.components(separatedBy: "```sql\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  /// The rows of a query, columns separated by a bar.
  private func rows(_ store: StateStore, _ sql: String) throws -> [String] {
    try store.read { reader in
      try Row.fetchAll(reader.database, sql: sql).map { row in
        row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: "|")
      }
    }
  }

  @Test("the queries of the schema's README answer")
  func queries() throws {
    let folder = try TemporaryFolder()
    let store = try folder.store()
    let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    var moved = try Captures.snapshot("max-linux-6.12.107.pmu")
    moved.host = "max-linux-7.3.4"
    try store.write(at: now) { writer in
      for name in ["max-linux-7.3.4", "max-linux-6.12.107", "neoverse-v1-linux-7.3.4"] {
        try writer.record(Captures.host(name))
      }
      try writer.record(Captures.snapshot("neoverse-v1-linux-7.3.4.sve"))
      try writer.record(moved)
      try writer.record(Captures.vm("web-1"))
      try writer.record(Captures.verdict(vm: "a", at: now))
      try writer.record(Captures.verdict(vm: "b", at: now))
      try writer.record(Captures.verdict(vm: "c", at: .init(seconds: now.seconds - 40 * 86_400)))
    }
    let queries = try readQueries()
    try #require(queries.count == 5)
    #expect(try rows(store, queries[0]) == ["neoverse-v1-linux-7.3.4|0x0000000000000000"])
    let differences = try rows(store, queries[1])
    #expect(differences.contains { $0.hasPrefix("all|ID_AA64ISAR2_EL1|0x") })
    #expect(differences.count == 10)
    #expect(
      try rows(store, queries[2]).map { $0.split(separator: "|")[0] } == [
        "sve-on-neoverse-v1-linux-7.3.4"
      ]
    )
    #expect(
      try rows(store, queries[3]) == ["feature-unavailable|ID_AA64ISAR0_EL1.RNDR|2|2"]
    )
    #expect(
      try rows(store, queries[4]).map { $0.split(separator: "|")[0] } == [
        "pmu-on-max-linux-6.12.107"
      ]
    )
  }

  @Test("the README names every view and table")
  func names() throws {
    let text = String(decoding: try Fixtures.data("schema/README.md"), as: UTF8.self)
    let store = try TemporaryFolder().store()
    let names = try store.read { reader in
      try String.fetchAll(
        reader.database,
        sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"
      )
    }
    for name in names where !name.hasPrefix("sqlite_") { #expect(text.contains("`\(name)`")) }
  }
}
