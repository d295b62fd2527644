import Foundation
import GRDB
import StoreSchema

extension StateStore {
  /// How long to wait for other processes' writes unless told otherwise.
  public static let standardBusyTimeout: Duration = .seconds(5)

  /// The most memory that a connection keeps pages in, in KiB: what is entered in the order of digests
  /// would otherwise read its index again and again.
  private static let cacheKiB = 65_536

  /// Opens a store, creates it if wanted, and brings an older one to the version of this program.
  ///
  /// - Parameters:
  ///   - path: The path of the SQLite file.
  ///   - mode: What to do when there is none, or an empty file.
  ///   - busyTimeout: How long every transaction waits for another process's write.
  ///   - readers: How many threads of this process can read at once while another one writes; 1
  ///     for a command, which then does with one connection.
  /// - Returns: The open store, at the newest version of the schema.
  /// - Throws: ``StoreError/notFound(path:)`` when there is no store, or only an empty file, and
  ///   `mode` is `existing`; ``StoreError/notAStore(path:reason:)`` for a folder, a file that is no
  ///   database, and a database of another program; ``StoreError/newerStore(path:version:supported:)``;
  ///   ``StoreError/busy(path:)`` when the store stayed locked while it was to be created or
  ///   brought up to date; ``StoreError/failed(path:code:message:)`` for everything else SQLite or
  ///   the file system refuses.
  public static func open(
    _ path: String,
    mode: Mode = .existing,
    busyTimeout: Duration = standardBusyTimeout,
    readers: Int = 1
  ) throws -> StateStore {
    try prepareFile(path, mode)
    let seconds =
      Double(busyTimeout.components.seconds) + Double(busyTimeout.components.attoseconds) * 1e-18
    var configuration = Configuration()
    configuration.busyMode = .timeout(seconds)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(cacheKiB)")
    }
    return try StoreError.translating(path) {
      try retryingWhileBusy(seconds: seconds) {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try identify(queue, path)
        if version == 0, mode == .existing { throw StoreError.notFound(path: path) }
        if version == 0, mode == .createWithFirstRecord {
          try StoreMigrator.prepare(queue)
          return StateStore(path: path, database: queue, isEmpty: true)
        }
        if version < StoreSchema.version {
          try StoreMigrator.migrate(queue, to: StoreSchema.version)
        }
        guard readers > 1 else { return StateStore(path: path, database: queue) }
        try queue.close()
        configuration.maximumReaderCount = readers
        let pool = try DatabasePool(path: path, configuration: configuration)
        // A pool's writer begins with another setting.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return StateStore(path: path, database: pool)
      }
    }
  }

  /// Makes sure that SQLite finds a file, or may create one.
  private static func prepareFile(_ path: String, _ mode: Mode) throws {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue { throw StoreError.notAStore(path: path, reason: "it is a folder") }
      return
    }
    guard mode != .existing else { throw StoreError.notFound(path: path) }
    do {
      try files.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
    } catch {
      throw StoreError.failed(
        path: path,
        code: ResultCode.SQLITE_CANTOPEN.rawValue,
        message: error.localizedDescription
      )
    }
  }

  /// The version of the store's schema; 0 for an empty file.
  private static func identify(_ queue: DatabaseQueue, _ path: String) throws -> Int {
    try queue.read { try identify($0, path) }
  }

  /// The same within a transaction.
  static func identify(_ database: Database, _ path: String) throws -> Int {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if application == 0, version == 0, objects == 0 { return 0 }
    guard application == StoreSchema.applicationID, version > 0 else {
      throw StoreError.notAStore(path: path, reason: "it is the database of another program")
    }
    guard version <= StoreSchema.version else {
      throw StoreError.newerStore(path: path, version: version, supported: StoreSchema.version)
    }
    return version
  }

  /// Tries again while SQLite is busy in ways that it does not wait for by itself: a change of
  /// journal mode, when several processes create one store.
  private static func retryingWhileBusy<Result>(
    seconds: Double,
    _ body: () throws -> Result
  ) throws -> Result {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      do {
        return try body()
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
      {
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }
}
