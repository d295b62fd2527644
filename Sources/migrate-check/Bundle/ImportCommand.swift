import ArgumentParser
import Foundation
import MigrationState
import StateStore

/// `import`: a bundle into the store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Record the documents of a bundle.",
    discussion: """
      The bundle is recorded in one transaction, \
      completely or not at all. What the store has already changes nothing: a bundle can be imported twice. A bundle of a newer \
      version is refused.

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
    // A bundle that is refused leaves a store as it was, and none where none was.
    if !FileManager.default.fileExists(atPath: store.path) { try input.check() }
    let store = try store.create()
    let counts = try StoreFailure.translated {
      try store.write(at: .now) { writer in
        try input.reading { try writer.record(&$0) }
      }
    }
    let report = BundleReport("imported", counts, tellsNew: true)
    output.print(report.json) { report.line }
  }
}
