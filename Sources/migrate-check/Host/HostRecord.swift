import ArgumentParser
import Foundation
import MigrationState

/// `host record`: host documents into the store.
struct HostRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record hosts from files.",
    discussion: """
      Files are recorded completely or not at all, 256 in a transaction; run it again to go on after \
      an interruption. An earlier record of a host is kept; the newest capture counts.

      Examples:
        migrate-check host record samples/hosts/*.json
        ssh rack2-07 cat /var/lib/host.json | migrate-check host record - --name rack2-07
      """
  )

  @Argument(help: "The files; - is standard input.")
  var files: [String]

  @Option(help: "Record the host under this name; with one file only.")
  var name: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("no file is given") }
    if let name {
      guard files.count == 1 else { throw ValidationError("--name goes with one file") }
      if let reason = DocumentName.refusal(name) { throw ValidationError("--name: \(reason)") }
    }
  }

  func run() throws {
    let recorded = try BulkRecording(store: store, format: format).record(files) {
      document,
      input,
      writer in
      guard case .host(var host) = document else {
        throw CommandError(.malformed, "\(input.name): a host document is expected")
      }
      if let name { host.name = name }
      return RecordedDocument(host.name, try writer.record(host))
    }
    output.print(.array(recorded.map(\.json))) { recorded.map(\.line).joined() }
  }
}
