import Foundation
import GRDB
import MigrationState

/// Reads a store, within one transaction and as of one moment.
public struct StoreReader {
  let database: Database
  /// The moment as a parameter of queries; the end of time for now.
  let asOf: Int64
  let cache = Cache()

  init(_ database: Database, asOf: Timestamp?) {
    self.database = database
    self.asOf = asOf?.seconds ?? .max
  }

  /// The subquery for the id of the row in force of one owner, a host or a VM.
  ///
  /// Considered are rows that were recorded by then and not removed; of an owner of which nothing
  /// was recorded by then, those captured by then.
  static func inForce(_ table: String, of owner: String, latest time: String) -> String {
    """
    (
      SELECT c.id FROM \(table) AS c
      WHERE c.\(owner)_id = \(owner).id AND (c.removed_at IS NULL OR c.removed_at > :asOf)
        AND (
          c.recorded_at <= :asOf
          OR c.\(time) <= :asOf AND NOT EXISTS (
            SELECT 1 FROM \(table) AS e
            WHERE e.\(owner)_id = \(owner).id AND e.recorded_at <= :asOf
          )
        )
      ORDER BY c.\(time) DESC, c.id DESC LIMIT 1
    )
    """
  }

  /// Fetches the rows of a query that is prepared once a connection.
  func rows(_ sql: String, _ arguments: StatementArguments) throws -> [Row] {
    try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
  }

  /// What a body makes of the rows of a query that is prepared once a connection, row by row.
  func all<Value>(
    _ sql: String,
    _ arguments: StatementArguments,
    _ make: (Row) throws -> Value
  ) throws -> [Value] {
    let rows = try Row.fetchCursor(database.cachedStatement(sql: sql), arguments: arguments)
    var values: [Value] = []
    while let row = try rows.next() { values.append(try make(row)) }
    return values
  }

  /// Fetches the first row of a query that is prepared once a connection.
  func row(_ sql: String, _ arguments: StatementArguments) throws -> Row? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Canonical bytes by digest.
  ///
  /// A canonical form ends with its digest, which decoding compares with the content: that the row
  /// has the same one makes the bytes those of the record that was asked for.
  ///
  /// - Throws: ``StoreError/damaged(record:reason:)`` when they are not there or another's.
  func content(_ digest: Digest) throws -> [UInt8] {
    let sql = "SELECT content FROM document WHERE digest = ?"
    guard let row = try row(sql, [digest.data]) else {
      throw StoreError.damaged(record: "document \(digest)", reason: "it is not there")
    }
    let content: Data = row[0]
    guard content.suffix(Digest.byteCount).elementsEqual(digest.bytes) else {
      throw StoreError.damaged(record: "document \(digest)", reason: "its digest is another")
    }
    return Array(content)
  }

  /// Runs a decoder and says which record it failed on.
  static func decoding<Value>(
    _ record: @autoclosure () -> String,
    _ body: () throws(CanonicalError) -> Value
  ) throws(StoreError) -> Value {
    do throws(CanonicalError) {
      return try body()
    } catch {
      throw .damaged(record: record(), reason: error.description)
    }
  }
}
