import Foundation
import GRDB
import MigrationState

/// Hosts, VMs, captured state and verdicts, with their history, in one SQLite file.
///
/// Everything is read through a ``StoreReader`` and recorded through a ``StoreWriter``, each inside
/// one transaction: what one call of ``read(asOf:_:)`` sees does not change under it, and one call
/// of ``write(at:_:)`` is recorded completely or not at all, on disk when it returns. Any number of
/// processes and threads can use one file; readers never wait for a writer.
public final class StateStore: Sendable {
  /// What to do when there is no store yet.
  public enum Mode: Sendable {
    /// Fail: for commands that only read.
    case existing
    /// Create it, and the folders it stands in: for commands that record.
    case create
    /// Create it in the first transaction that records something: what fails leaves a database without
    /// tables, which is no store.
    case createWithFirstRecord
  }

  /// The path of the SQLite file.
  public let path: String
  let database: any DatabaseWriter
  /// True when the schema may have to be created by a transaction that records.
  private let isEmpty: Bool

  init(path: String, database: any DatabaseWriter, isEmpty: Bool = false) {
    self.path = path
    self.database = database
    self.isEmpty = isEmpty
  }

  /// Runs a body that reads, on one unchanging state of the store.
  ///
  /// - Parameters:
  ///   - asOf: Nil for the store as it is now. Otherwise only what was recorded at or before that
  ///     moment, and not yet removed then, is there. Of a host, VM or VM's state of which nothing
  ///     was recorded by then, what was captured at or before that moment is there.
  ///   - body: Reads; the reader must not leave it.
  /// - Returns: What `body` returns.
  /// - Throws: what `body` throws; ``StoreError/busy(path:)`` if the store stayed locked for the
  ///   busy timeout (readers wait only while a crashed writer's log is recovered, or the last
  ///   connection closes); ``StoreError/failed(path:code:message:)`` if SQLite fails.
  public func read<Result>(
    asOf: Timestamp? = nil,
    _ body: (StoreReader) throws -> Result
  ) throws -> Result {
    try StoreError.translating(path) {
      try database.read { try body(StoreReader($0, asOf: asOf)) }
    }
  }

  /// Runs a body that records, in one transaction: all of it is on disk when this returns, or,
  /// when it throws, none of it is recorded.
  ///
  /// - Parameters:
  ///   - at: The moment everything is recorded at.
  ///   - body: Records; the writer must not leave it.
  /// - Returns: What `body` returns.
  /// - Throws: what `body` throws; ``StoreError/busy(path:)`` if other writers kept the store
  ///   locked for the busy timeout; ``StoreError/failed(path:code:message:)`` if SQLite fails, for
  ///   a full disk say.
  public func write<Result>(
    at: Timestamp,
    _ body: (StoreWriter) throws -> Result
  ) throws -> Result {
    try StoreError.translating(path) {
      try database.write { database in
        if isEmpty {
          // Another program may have made the file its own meanwhile.
          _ = try Self.identify(database, path)
          try StoreMigrator.migrate(database)
        }
        return try body(StoreWriter(database, at: at))
      }
    }
  }

  /// Closes the file; the store cannot be used any more.
  ///
  /// The last connection to close moves what is in the write-ahead log into the file. A store that
  /// goes out of use closes itself.
  ///
  /// - Throws: ``StoreError`` if a statement is still running.
  public func close() throws {
    try StoreError.translating(path) { try database.close() }
  }
}
