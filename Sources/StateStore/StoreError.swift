import GRDB
import MigrationState

/// What can be wrong with a store, as opposed to what is recorded in it.
public enum StoreError: Error, Hashable, Sendable {
  /// There is no store at that path.
  case notFound(path: String)
  /// The file is there and is not a store of ours, or cannot be one: it was left as it is.
  case notAStore(path: String, reason: String)
  /// The store was written by a newer version of this program: it was left as it is.
  case newerStore(path: String, version: Int, supported: Int)
  /// Another process kept the store locked for the whole busy timeout; nothing was recorded.
  case busy(path: String)
  /// Recorded content does not decode, or does not have its digest.
  case damaged(record: String, reason: String)
  /// Several records have a digest that begins like that.
  case ambiguous(prefix: String, digests: [Digest])
  /// The file of a backup exists already: it was left as it is.
  case exists(path: String)
  /// SQLite or the file system failed; `code` is SQLite's extended result code.
  case failed(path: String, code: Int32, message: String)

  /// What SQLite says, in our words.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path)
    case .SQLITE_NOTADB:
      self = .notAStore(path: path, reason: "it is not an SQLite database")
    default:
      self = .failed(
        path: path,
        code: error.extendedResultCode.rawValue,
        message: error.message ?? "no message"
      )
    }
  }

  /// Runs a body and turns SQLite's errors into ours; every other error passes.
  static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    switch self {
    case .notFound(let path):
      "no store at \(path)"
    case .notAStore(let path, let reason):
      "\(path) is not a store of migrate-check: \(reason)"
    case .newerStore(let path, let version, let supported):
      "\(path) was written by a newer migrate-check: its schema is version \(version), this one "
        + "knows up to \(supported)"
    case .busy(let path):
      "\(path) is busy: another process is writing to it, try again"
    case .damaged(let record, let reason):
      "\(record) is damaged: \(reason)"
    case .ambiguous(let prefix, let digests):
      "`\(prefix)` is the beginning of several digests: "
        + digests.map(\.description).joined(separator: ", ")
    case .exists(let path):
      "\(path) exists already"
    case .failed(let path, let code, let message):
      "\(path): \(message) (SQLite error \(code))"
    }
  }
}
