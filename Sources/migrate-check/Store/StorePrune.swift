import ArgumentParser
import MigrationState

/// `store prune`: less history.
struct StorePrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Delete old records for good: all but the newest of every host and VM.",
    discussion: """
      Of every host the newest records are kept, of every VM the newest definitions and snapshots; \
      what is in force always is. Verdicts and placements stay.

      Example:
        migrate-check store prune --keep 3
      """
  )

  @Option(help: "How many records of each kind to keep of every host and VM.")
  var keep: Int

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard keep > 0 else { throw ValidationError("--keep must be at least 1") }
  }

  func run() throws {
    let store = try store.open()
    let result = try StoreFailure.translated { try store.prune(keep: keep) }
    let rows: [(String, String, Int)] = [
      ("hostVersions", "Host records", result.hostVersions),
      ("vmVersions", "VM definitions", result.vmVersions),
      ("snapshots", "Snapshots", result.snapshots),
      ("vcpuStates", "vCPU states", result.vcpuStates),
      ("documents", "Documents", result.documents),
    ]
    output.print(.object(rows.map { .init($0.0, .int($0.2)) })) {
      var table = TextTable("DELETED", "")
      for row in rows { table.add(row.1, String(row.2)) }
      return table.render()
    }
  }
}
