import ArgumentParser
import MigrationState

/// `waiver revoke`: ends waivers.
struct WaiverRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke waivers; they stay in the history.",
    discussion: """
      Example:
        migrate-check waiver revoke w3f9c2a41b0d7
      """
  )

  @Argument(help: "The waivers, by the beginning of their ids.")
  var ids: [String]

  @Option(help: "Who revokes them. Default: the user who runs the command.")
  var by: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    let author = by ?? WaiverAdd.user
    try StoreFailure.translated {
      try store.write(at: .now) { writer in
        for id in ids {
          let found = try writer.reader.waivers(id: id)
          guard let waiver = found.first else {
            throw CommandError(.missing, "no waiver \(id) in \(path)")
          }
          guard found.count == 1 else {
            throw CommandError(.usage, "\(id) is the beginning of several ids")
          }
          guard try writer.revoke(waiver, by: author) else {
            throw CommandError(.usage, "waiver \(waiver.id) was revoked already")
          }
        }
      }
    }
  }
}
