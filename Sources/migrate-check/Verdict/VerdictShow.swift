import ArgumentParser
import MigrationState

/// `verdict show`: one recorded verdict.
struct VerdictShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a recorded verdict.",
    discussion: """
      Example:
        migrate-check verdict show 3f9c2a --json
      """
  )

  @Argument(help: "The beginning of the verdict's digest.")
  var digest: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    let verdict = try StoreFailure.translated {
      try store.read { reader in
        try reader.verdict(digest: digest).map { try reader.document(of: $0) }
      }
    }
    guard let verdict else { throw CommandError(.missing, "no verdict \(digest) in \(path)") }
    output.print(verdict.json) { VerdictView(verdict).text }
  }
}
