import ArgumentParser
import MigrationState

/// `store init`: an empty store.
struct StoreInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create the store, or bring an older one to this version.",
    discussion: """
      Commands that record do this by themselves.

      Example:
        migrate-check store init --store fleet.sqlite
      """
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    _ = try store.create()
    output.print(["store": .string(store.path)]) { "\(store.path)\n" }
  }
}
