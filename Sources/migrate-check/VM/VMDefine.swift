import ArgumentParser
import MigrationState

/// `vm define`: a VM's configuration into the store.
struct VMDefine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "define",
    abstract: "Record VM configurations from files.",
    discussion: """
      All files are read before anything is recorded, and recorded in one transaction. An earlier \
      definition is kept; the newest counts.

      Example:
        migrate-check vm define samples/vms/web-1.json
      """
  )

  @Argument(help: "The files; - is standard input.")
  var files: [String]

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let vms = try files.map { file in
      let input = InputFile(path: file)
      guard case .vm(let vm) = try input.document() else {
        throw CommandError(.malformed, "\(input.name): a VM document is expected")
      }
      return vm
    }
    let store = try store.create()
    let recorded = try StoreFailure.translated {
      try store.write(at: .now) { writer in
        try vms.map { RecordedDocument($0.name, try writer.record($0)) }
      }
    }
    output.print(.array(recorded.map(\.json))) { recorded.map(\.line).joined() }
  }
}
