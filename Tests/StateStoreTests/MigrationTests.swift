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
    let queue = try DatabaseQueue(path: folder.path())
    try StoreMigrator.migrate(queue, to: version)
    let rows = Fixtures.root.appending(path: "Tests/Resources/StateStore/v00\(version).sql")
    if version > 0 {
      try queue.write { database in
        try database.execute(sql: String(decoding: Fixtures.data(rows), as: UTF8.self))
      }
    }
    try queue.close()
    let upgraded = try StateStore.open(folder.path(), mode: .create)
    let fresh = try folder.store("fresh.sqlite")
    #expect(try Self.schema(upgraded) == Self.schema(fresh))
    #expect(try upgraded.verify().faults == [])
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

  private static func schema(_ store: StateStore) throws -> [String] {
    try store.read { reader throws in
      try String.fetchAll(
        reader.database,
        sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name"
      )
    }
  }
}
