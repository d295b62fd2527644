import Foundation
import GRDB
import MigrationState
import StoreSchema
import TestSupport
import Testing

@testable import StateStore

@Suite struct MigrationTests {
  /// The digests of the files, by version: a file never changes once released.
  static let digests = [
    1: "44b8ec65c4eab475ebfbf2f8d4ecf407f94fbc0051d65f17bb5ba07b27551709",
    2: "4e039545146972aba94b3ab29f2dc6df320fad3287aea7e4f80a841235d3d83b",
    3: "6a1e911d86567c1444b842a1d6474d3fb63b2d4959ae28952f82c1c00714d699",
    4: "69206223f5eea6a1908e0441600825017b75537d3bbbc28bdec03e35f8a12da1",
  ]

  @Test("the files are numbered without a gap, and are what the binary runs")
  func files() throws {
    #expect(StoreSchema.migrations.map(\.version) == Array(1...StoreSchema.version))
    let folder = Fixtures.root.appending(path: "schema/store")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".sql") }.sorted()
    #expect(files == StoreSchema.migrations.map { $0.name + ".sql" })
    for migration in StoreSchema.migrations {
      let text = try Fixtures.data(folder.appending(path: migration.name + ".sql"))
      #expect(text == Data(migration.sql.utf8))
      #expect(migration.name.hasPrefix("v00\(migration.version)_"))
    }
  }

  @Test("a released file never changes", arguments: StoreSchema.migrations.map(\.version))
  func immutable(version: Int) {
    let sql = StoreSchema.migrations[version - 1].sql
    #expect(Digest(of: Array(sql.utf8)).description == Self.digests[version])
  }

  @Test("from every earlier version", arguments: 0..<StoreSchema.version)
  func upgrade(from version: Int) throws {
    let folder = try TemporaryFolder()
    try Self.create(folder.path(), version: version)
    let upgraded = try StateStore.open(folder.path(), mode: .create)
    let fresh = try folder.store("fresh.sqlite")
    #expect(try Self.schema(upgraded) == Self.schema(fresh))
    #expect(try upgraded.verify().faults == [])
  }

  @Test("a list of registers from before version 4 keeps states that are all values")
  func listWithoutBase() throws {
    let folder = try TemporaryFolder()
    try Self.create(folder.path(), version: 3)
    let store = try StateStore.open(folder.path(), mode: .create)
    func newest() throws -> SnapshotDocument {
      try store.read { reader throws in
        try reader.document(of: #require(try reader.newestSnapshot(ofVM: "web-1")))
      }
    }
    var snapshot = try newest()
    let id = try #require(snapshot.vcpus[0].registers.ids.first { $0.encoding == nil })
    snapshot.vcpus[0].registers.set(id, to: .word(0x1234))
    snapshot.capturedAt = .t2
    try store.write(at: .t2) { _ = try $0.record(snapshot) }
    #expect(try newest() == snapshot)
    #expect(try store.statistics().registerLists == 1)
    #expect(try store.verify().faults == [])
  }

  @Test("every table is STRICT")
  func strict() throws {
    let folder = try TemporaryFolder()
    let lax = try folder.store().read { reader throws in
      try String.fetchAll(
        reader.database,
        sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
      )
    }
    #expect(lax.filter { !$0.hasPrefix("sqlite_") } == [])
  }

  /// Makes a store as an earlier version left it, with rows from version 1 on.
  private static func create(_ path: String, version: Int) throws {
    let queue = try DatabaseQueue(path: path)
    try StoreMigrator.migrate(queue, to: version)
    if version > 0 {
      let rows = Fixtures.root.appending(path: "Tests/Resources/StateStore/rows.sql")
      try queue.write { database in
        try database.execute(sql: String(decoding: Fixtures.data(rows), as: UTF8.self))
      }
    }
    try queue.close()
  }

  private static func schema(_ store: StateStore) throws -> [String] {
    try store.read { reader throws in
      try String.fetchAll(
        reader.database,
        sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"
      )
    }
  }
}
