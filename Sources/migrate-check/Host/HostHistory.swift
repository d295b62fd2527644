import ArgumentParser
import MigrationState
import StateStore

/// `host history`: what was recorded of a host.
struct HostHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List what was recorded of a host: captures, and verdicts from or to it.",
    discussion: """
      Example:
        migrate-check host history rack2-07
      """
  )

  @Argument(help: "The host.")
  var host: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    let events = try StoreFailure.translated {
      try store.read { reader in
        try reader.hostHistory(host).map(HistoryEvent.init)
          + reader.verdicts(VerdictFilter(host: host)).map(HistoryEvent.init)
      }
    }
    guard !events.isEmpty else {
      throw CommandError(.missing, "no host named \(host) in \(path)")
    }
    HistoryEvent.print(events, output)
  }
}
