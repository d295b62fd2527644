import ArmArchitecture
import GRDB
import GRDBSQLite
import MigrationState

/// Records into a store, within one transaction and at one moment.
public final class StoreWriter {
  /// Reads what is in force now, with what this writer recorded so far.
  public let reader: StoreReader
  let database: Database
  /// The moment everything is recorded at, in seconds since 1970.
  let recordedAt: Int64
  /// Statements by their text.
  private var statements: [String: Statement] = [:]
  /// Ids met in this transaction.
  var names: [NameTable: [String: Int64]] = [:]
  var idSets: [Digest: Int64] = [:]
  /// Forms states that come one by one; nil until the first, and when lists were entered besides.
  var former: StateFormer?
  var formed: [ObjectIdentifier: Int64] = [:]
  var formedObjects: [AnyObject] = []
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

  /// Runs a statement that returns no row, and is prepared once a writer.
  func run(_ sql: String, _ values: [(any SQLValue)?]) throws {
    _ = try step(sql, values)
  }

  /// Inserts a row and returns its id.
  func insert(_ sql: String, _ values: [(any SQLValue)?]) throws -> Int64 {
    try run(sql, values)
    return database.lastInsertedRowID
  }

  /// Inserts a row with a statement that does nothing on a conflict; nil when there was one.
  func insertIfNew(_ sql: String, _ values: [(any SQLValue)?]) throws -> Int64? {
    try run(sql, values)
    return database.changesCount > 0 ? database.lastInsertedRowID : nil
  }

  /// The first column of the first row, an id; nil when there is no row.
  func id(_ sql: String, _ values: [(any SQLValue)?]) throws -> Int64? {
    try step(sql, values)
  }

  /// Binds values, takes one step, and returns the integer in the first column of a row, if there is one.
  private func step(_ sql: String, _ values: [(any SQLValue)?]) throws -> Int64? {
    let statement = try statements[sql] ?? database.makeStatement(sql: sql)
    statements[sql] = statement
    let handle = statement.sqliteStatement
    // A parameter without a value would keep that of the row before.
    precondition(Int32(values.count) == sqlite3_bind_parameter_count(handle), sql)
    // Resetting repeats the error of the step.
    defer { sqlite3_reset(handle) }
    for (place, value) in values.enumerated() {
      let parameter = Int32(place + 1)
      try check(value?.bind(to: handle, at: parameter) ?? sqlite3_bind_null(handle, parameter), sql)
    }
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return sqlite3_column_int64(handle, 0) }
    try check(code, sql)
    return nil
  }

  private func check(_ code: Int32, _ sql: String) throws {
    guard code != SQLITE_OK, code != SQLITE_DONE else { return }
    throw DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: database.lastErrorMessage,
      sql: sql
    )
  }

  /// The id of a name, which is entered if it is new.
  func nameID(_ name: String, in table: NameTable) throws -> Int64 {
    if let id = names[table]?[name] { return id }
    let entered = try insertIfNew(
      "INSERT INTO \(table.rawValue) (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
      [name]
    )
    if let entered, table == .vm { isDefined[entered] = false }
    guard
      let id = try entered ?? id("SELECT id FROM \(table.rawValue) WHERE name = ?", [name])
    else { throw StoreError.damaged(record: "\(table) \(name)", reason: "it cannot be found") }
    names[table, default: [:]][name] = id
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
    let entered = try insertIfNew(
      "INSERT INTO document (digest, content) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
      [digest, bytes]
    )
    guard let id = try entered ?? id("SELECT id FROM document WHERE digest = ?", [digest]) else {
      throw StoreError.damaged(record: "document \(digest)", reason: "it cannot be found")
    }
    return id
  }
}
