import GRDBSQLite
import MigrationState

/// What a writer binds to a parameter of a statement: an integer, a text or a blob.
///
/// Bound as it is: GRDB's arguments box every value of every row, which a large import feels
/// (`Benchmarks/ingest.py`).
protocol SQLValue {
  /// Binds the value to a parameter, from 1, and returns SQLite's result code.
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32
}

/// SQLite copies what it is given.
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    sqlite3_bind_int64(statement, parameter, self)
  }
}

extension Int: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: parameter)
  }
}

extension Bool: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: statement, at: parameter)
  }
}

extension String: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      // Without an address the parameter would be NULL.
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map {
          sqlite3_bind_text64(
            statement,
            parameter,
            $0,
            UInt64(characters.count),
            transient,
            UInt8(SQLITE_UTF8)
          )
        } ?? sqlite3_bind_text(statement, parameter, "", 0, transient)
      }
    }
  }
}

extension [UInt8]: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    withUnsafeBytes { bytes in
      bytes.isEmpty
        ? sqlite3_bind_zeroblob(statement, parameter, 0)
        : sqlite3_bind_blob64(
          statement,
          parameter,
          bytes.baseAddress,
          UInt64(bytes.count),
          transient
        )
    }
  }
}

extension Digest: SQLValue {
  func bind(to statement: OpaquePointer, at parameter: Int32) -> Int32 {
    bytes.bind(to: statement, at: parameter)
  }
}
