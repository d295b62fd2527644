import ArgumentParser

/// `store backup`: a copy while the store is in use.
struct StoreBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store to a new file while it is in use.",
    discussion: """
      Example:
        migrate-check store backup /backup/fleet-2026-11-22.sqlite
      """
  )

  @Argument(help: "The file to write; it must not exist.")
  var file: String

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let store = try store.open()
    try StoreFailure.translated { try store.backup(to: file) }
  }
}
