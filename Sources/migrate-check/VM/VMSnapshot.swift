import ArgumentParser
import MigrationState

/// `vm snapshot`: captured state into the store.
struct VMSnapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Record the captured state of a VM from a file.",
    discussion: """
      A VM that is not defined is defined by its snapshot. The host is where the VM runs; default \
      is the host that the snapshot names.

      Example:
        migrate-check vm snapshot web-1 samples/snapshots/max-linux-7.3.4.all.json
      """
  )

  @Argument(help: "The VM.")
  var vm: String

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Option(help: "The host the VM runs on.")
  var host: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let reason = DocumentName.refusal(vm) { throw ValidationError(reason) }
    if let host, let reason = DocumentName.refusal(host) { throw ValidationError(reason) }
  }

  func run() throws {
    let input = InputFile(path: file, format: format.format)
    guard case .snapshot(var snapshot) = try input.document() else {
      throw CommandError(.malformed, "\(input.name): a snapshot document is expected")
    }
    snapshot.vm = vm
    if let host { snapshot.host = host }
    let store = try store.create()
    let recorded = try StoreFailure.translated {
      try store.write(at: .now) { RecordedDocument(vm, try $0.record(snapshot)) }
    }
    output.print(recorded.json) { recorded.line }
  }
}
