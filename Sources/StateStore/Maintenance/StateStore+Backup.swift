import Foundation
import GRDB

extension StateStore {
  /// Writes a copy of the store as it is now, while others go on reading and writing.
  ///
  /// The copy appears under its name when it is complete; until then it has `.partial` added.
  ///
  /// - Parameter destination: The path of the copy.
  /// - Throws: ``StoreError/exists(path:)`` if there is a file at `destination`;
  ///   ``StoreError/failed(path:code:message:)`` if it cannot be written; other ``StoreError``.
  public func backup(to destination: String) throws {
    let files = FileManager.default
    guard !files.fileExists(atPath: destination) else {
      throw StoreError.exists(path: destination)
    }
    let partial = destination + ".partial"
    do {
      // What an interrupted backup left behind would otherwise be taken for a database.
      try? files.removeItem(atPath: partial)
      try StoreError.translating(partial) {
        let copy = try DatabaseQueue(path: partial)
        try database.backup(to: copy)
        try copy.close()
      }
      try files.moveItem(atPath: partial, toPath: destination)
    } catch let error as StoreError {
      try? files.removeItem(atPath: partial)
      throw error
    } catch {
      try? files.removeItem(atPath: partial)
      throw StoreError.failed(
        path: destination,
        code: ResultCode.SQLITE_CANTOPEN.rawValue,
        message: error.localizedDescription
      )
    }
  }
}
