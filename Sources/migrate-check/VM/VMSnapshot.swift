import ArgumentParser
import MigrationState

/// `vm snapshot`: captured state into the store.
struct VMSnapshot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Record the captured state of a VM from a file.",
    discussion: """
      A VM that is not defined is defined by its snapshot. The host is where the VM runs; default \
      is the host that the snapshot names. One that has no record is accepted with a warning: its \
      record may come later.

      With --each many files are recorded, 256 in a transaction; run it again to go on after an \
      interruption.

      Examples:
        migrate-check vm snapshot --each captures/*.json
        migrate-check vm snapshot web-1 samples/snapshots/max-linux-7.3.4.all.json
      """
  )

  @Argument(help: "The VM and the file; - is standard input. With --each the files.")
  var words: [String]

  @Flag(help: "Record many files, each for the VM that it names.")
  var each = false

  @Option(help: "The host the VM runs on.")
  var host: String?

  @OptionGroup var format: FormatOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let host, let reason = DocumentName.refusal(host) { throw ValidationError(reason) }
    guard !each else { return }
    guard words.count == 2 else {
      throw ValidationError("a VM and a file are expected, or --each and files")
    }
    if let reason = DocumentName.refusal(words[0]) { throw ValidationError(reason) }
  }

  func run() throws {
    let files = each ? words : [words[1]]
    var isHostKnown = true
    let recorded = try BulkRecording(store: store, format: format).record(files) {
      document,
      input,
      writer in
      guard case .snapshot(var snapshot) = document else {
        throw CommandError(.malformed, "\(input.name): a snapshot document is expected")
      }
      if !each { snapshot.vm = words[0] }
      if let host {
        snapshot.host = host
        isHostKnown = try writer.reader.host(host) != nil
      }
      return RecordedDocument(snapshot.vm, try writer.record(snapshot))
    }
    if let host, !isHostKnown {
      Diagnostics.warning("\(host): no host of that name is recorded; checks need its record")
    }
    if each {
      output.print(.array(recorded.map(\.json))) { recorded.map(\.line).joined() }
    } else if let one = recorded.first {
      output.print(one.json) { one.line }
    }
  }
}
