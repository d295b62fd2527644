import ArgumentParser
import MigrationState
import StateStore

/// `import`: a bundle into the store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record the documents of a bundle.",
    discussion: """
      The bundle is recorded in one transaction, completely or not at all. What the store has \
      already changes nothing: a bundle can be imported twice. A bundle of a newer version is \
      refused. Where no store was, one that turns out to be damaged later on leaves a database \
      without tables, which every command takes for no store.

      Example:
        migrate-check import rack2.bundle
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let input = try BundleFile(InputFile(path: file))
    // What is no bundle leaves no file.
    try input.checkStart()
    let store = try store.create(.createWithFirstRecord)
    let counts = try input.reading { read in
      try store.write(at: .now) { try $0.recordBundle(from: read) }
    }
    let report = BundleReport("imported", counts, tellsNew: true)
    output.print(report.json) { report.line }
  }
}
