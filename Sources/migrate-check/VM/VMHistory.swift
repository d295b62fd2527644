import ArgumentParser
import MigrationState
import StateStore

/// `vm history`: what was recorded of a VM.
struct VMHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List what was recorded of a VM: definitions, snapshots, placements, verdicts.",
    discussion: """
      Example:
        migrate-check vm history web-1
      """
  )

  @Argument(help: "The VM.")
  var vm: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    let events = try StoreFailure.translated {
      try store.read { reader in
        try reader.vmHistory(vm).map(HistoryEvent.init)
          + reader.snapshotHistory(ofVM: vm)
          .map(HistoryEvent.init) + reader.placementHistory(ofVM: vm).map(HistoryEvent.init)
          + reader.verdicts(VerdictFilter(vm: vm)).map(HistoryEvent.init)
      }
    }
    guard !events.isEmpty else {
      throw CommandError(.missing, "no VM named \(vm) in \(path)")
    }
    HistoryEvent.print(events, output)
  }
}
