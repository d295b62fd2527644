import ArgumentParser

/// `store`: the store itself.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Create, check and copy the store.",
    discussion: """
      Example:
        migrate-check store verify
      """,
    subcommands: [
      StoreInit.self, StoreVerify.self, StoreStats.self, StoreBackup.self, StorePrune.self,
    ]
  )
}
