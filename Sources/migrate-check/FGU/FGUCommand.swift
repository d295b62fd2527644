import ArgumentParser
import MigrationCheck
import MigrationState

/// `fgu`: what does not exist in a VM on a host, and what stays reachable.
struct FGUCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fgu",
    abstract: "Show the Fine-Grained-UNDEF words of a VM on a host, and what stays reachable.",
    discussion: """
      Lists the register and instruction encodings that do not exist in the VM, by the feature it \
      lacks, and which of them the host cannot make UNDEFINED; then every feature that the VM does \
      not advertise and reaches. --from adds what changes against another host.

      Examples:
        migrate-check fgu web-1 --on rack2-07
        migrate-check fgu web-1 --on rack2-07 --from rack1-03 --json
      """
  )

  @Argument(help: "The VM, or @FILE with a VM definition or a snapshot.")
  var vm: String

  @Option(help: "The host, or @FILE.")
  var on: String

  @Option(help: "A host to compare with, or @FILE.")
  var from: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let records = RecordResolver(store)
    let (guest, configuration) = try ConfiguredGuest.find(vm, on: on, records)
    let source = try from.map { try ConfiguredGuest.find(vm, on: $0, records).configuration }
    let report = UndefinedReport(vm: guest.name, configuration, from: source)
    output.print(report.json) { UndefinedView(report).text }
  }
}
