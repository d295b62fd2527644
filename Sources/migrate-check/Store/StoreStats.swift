import ArgumentParser
import MigrationState

/// `store stats`: how much is in the store.
struct StoreStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what is in the store, and the bytes it takes.",
    discussion: """
      Example:
        migrate-check store stats --json
      """
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try store.open()
    let counts = try StoreFailure.translated { try store.statistics() }
    let rows: [(String, String, Int)] = [
      ("schemaVersion", "Schema version", counts.schemaVersion),
      ("hosts", "Hosts", counts.hosts),
      ("hostVersions", "Host records", counts.hostVersions),
      ("vms", "VMs", counts.vms),
      ("vmVersions", "VM definitions", counts.vmVersions),
      ("snapshots", "Snapshots", counts.snapshots),
      ("vcpus", "vCPUs in snapshots", counts.vcpus),
      ("vcpuStates", "Distinct vCPU states", counts.vcpuStates),
      ("stateRegisters", "Registers in them", counts.stateRegisters),
      ("stateBytes", "Bytes of register values", counts.stateBytes),
      ("registerLists", "Register lists", counts.registerLists),
      ("verdicts", "Verdicts", counts.verdicts),
      ("documentBytes", "Bytes of documents", counts.documentBytes),
      ("fileBytes", "Bytes of the file", counts.fileBytes),
    ]
    output.print(.object(rows.map { .init($0.0, .int($0.2)) })) {
      var table = TextTable()
      for row in rows { table.add(row.1, String(row.2)) }
      return table.render()
    }
  }
}
