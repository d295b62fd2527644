import ArmArchitecture
import Foundation
import GRDB
import MigrationState

/// Records into a store, within one transaction and at one moment.
public final class StoreWriter {
  /// Reads what is in force now, with what this writer recorded so far.
  public let reader: StoreReader
  let database: Database
  /// The moment everything is recorded at, in seconds since 1970.
  let recordedAt: Int64
  /// Ids met in this transaction.
  var names: [NameTable: [String: Int64]] = [:]
  var idSets: [Digest: Int64] = [:]
  var lists: [RegisterList: RecordedList] = [:]
  /// The list met last: states mostly come in groups of one kind.
  var lastList: RecordedList?
  /// The names of ID registers that have a row.
  var namedRegisters = EncodingBits()
  /// Whether VMs that this writer met have a definition in force, by id.
  var isDefined: [Int64: Bool] = [:]

  /// The tables of names.
  enum NameTable: String {
    case host
    case vm
  }

  init(_ database: Database, at recordedAt: Timestamp) {
    self.database = database
    self.recordedAt = recordedAt.seconds
    reader = StoreReader(database, asOf: nil)
  }

  /// Runs a statement that is prepared once a connection.
  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Inserts a row with a statement that is prepared once a connection, and returns its id.
  func insert(_ sql: String, _ arguments: StatementArguments) throws -> Int64 {
    try run(sql, arguments)
    return database.lastInsertedRowID
  }

  /// Inserts a row with a statement that does nothing on a conflict; nil when there was one.
  func insertIfNew(_ sql: String, _ arguments: StatementArguments) throws -> Int64? {
    try run(sql, arguments)
    return database.changesCount > 0 ? database.lastInsertedRowID : nil
  }

  /// The first column of the first row, an id; nil when there is no row.
  func id(_ sql: String, _ arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  /// The id of a name, which is entered if it is new.
  func nameID(_ name: String, in table: NameTable) throws -> Int64 {
    if let id = names[table]?[name] { return id }
    let known = try id("SELECT id FROM \(table.rawValue) WHERE name = ?", [name])
    let id = try known ?? insert("INSERT INTO \(table.rawValue) (name) VALUES (?)", [name])
    names[table, default: [:]][name] = id
    if known == nil, table == .vm { isDefined[id] = false }
    return id
  }

  /// True when a VM has a definition in force.
  func isDefined(vm name: String) throws -> Bool {
    let id = try nameID(name, in: .vm)
    if let known = isDefined[id] { return known }
    let found = try reader.vm(name) != nil
    isDefined[id] = found
    return found
  }

  /// The id of canonical bytes, which are entered if they are new.
  func documentID(_ digest: Digest, _ bytes: [UInt8]) throws -> Int64 {
    try id("SELECT id FROM document WHERE digest = ?", [digest.data])
      ?? insert(
        "INSERT INTO document (digest, content) VALUES (?, ?)",
        [digest.data, Data(bytes)]
      )
  }
}
