import ArgumentParser
import Foundation
import StateStore

/// The option of every command that uses the store.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store.",
      discussion:
        "Default: $MIGRATE_CHECK_STORE, else $XDG_DATA_HOME/migrate-check/store.sqlite, else "
        + "~/.local/share/migrate-check/store.sqlite.",
      valueName: "path"
    )
  )
  var store: String?

  /// Where the store is, or is to be.
  var path: String {
    let environment = ProcessInfo.processInfo.environment
    if let store { return store }
    if let path = environment["MIGRATE_CHECK_STORE"], !path.isEmpty { return path }
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? (environment["HOME"] ?? "") + "/.local/share"
    return data + "/migrate-check/store.sqlite"
  }

  /// Opens the store that is there.
  ///
  /// - Throws: `CommandError`: missing without a store, busy, io.
  func open() throws(CommandError) -> StateStore {
    Diagnostics.debug("reading the store \(path)")
    return try StoreFailure.translated { try StateStore.open(path) }
  }

  /// Opens the store, and creates it if there is none.
  ///
  /// - Parameter mode: whether it is created right away or together with the first record.
  /// - Returns: the open store.
  /// - Throws: `CommandError`: busy, io.
  func create(_ mode: StateStore.Mode = .create) throws(CommandError) -> StateStore {
    Diagnostics.debug("recording in the store \(path)")
    return try StoreFailure.translated { try StateStore.open(path, mode: mode) }
  }
}
