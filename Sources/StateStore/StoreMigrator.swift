import GRDB
import StoreSchema

/// Brings a store from any earlier version of the schema to a later one.
enum StoreMigrator {
  /// The size of a page of a new store in bytes: vCPUs of 1 kB leave little of such a page unused.
  static let pageSize = 16_384

  /// Runs the steps that a store lacks, each in its own transaction.
  ///
  /// Another process may do the same at the same time: whoever comes second finds the step done.
  ///
  /// - Throws: `DatabaseError` when SQLite fails; the steps before stay done.
  static func migrate(_ queue: DatabaseQueue, to version: Int) throws {
    try prepare(queue)
    for step in StoreSchema.migrations.prefix(version) {
      try queue.write { try run(step, $0) }
    }
  }

  /// Runs the steps that a store lacks within a transaction.
  static func migrate(_ database: Database) throws {
    for step in StoreSchema.migrations { try run(step, database) }
  }

  /// Settles what stays with the file and cannot change inside a transaction.
  static func prepare(_ queue: DatabaseQueue) throws {
    let mode = try queue.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA page_size = \(pageSize)")
      return try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    }
    guard mode == "wal" else {
      throw DatabaseError(resultCode: .SQLITE_IOERR, message: "the file cannot have a shared log")
    }
  }

  private static func run(_ step: StoreSchema.Migration, _ database: Database) throws {
    let current = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard current < step.version else { return }
    try database.execute(sql: step.sql)
    try database.execute(
      sql: """
        PRAGMA application_id = \(StoreSchema.applicationID);
        PRAGMA user_version = \(step.version);
        """
    )
  }
}
