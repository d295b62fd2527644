import ArgumentParser
import Foundation
import MigrationState

/// `host record`: host documents into the store.
struct HostRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record hosts from files.",
    discussion: """
      All files are read before anything is recorded, and recorded in one transaction. An earlier \
      record of a host is kept; the newest capture counts.

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
    var hosts: [HostDocument] = []
    for file in files {
      let input = InputFile(path: file, format: format.format)
      guard case .host(var host) = try input.document() else {
        throw CommandError(.malformed, "\(input.name): a host document is expected")
      }
      if let name { host.name = name }
      hosts.append(host)
    }
    let store = try store.create()
    let recorded = try StoreFailure.translated {
      try store.write(at: .now) { writer in
        try hosts.map { RecordedDocument($0.name, try writer.record($0)) }
      }
    }
    output.print(.array(recorded.map(\.json))) { recorded.map(\.line).joined() }
  }
}
