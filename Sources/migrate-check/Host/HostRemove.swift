import ArgumentParser
import MigrationState

/// `host remove`: takes a host out of force.
struct HostRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove hosts; their history stays.",
    discussion: """
      Example:
        migrate-check host remove rack2-07
      """,
    aliases: ["rm"]
  )

  @Argument(help: "The hosts.")
  var hosts: [String]

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    try StoreFailure.translated {
      try store.write(at: .now) { writer in
        for host in hosts {
          guard try writer.removeHost(host) else {
            throw CommandError(.missing, "no host named \(host) in \(path)")
          }
        }
      }
    }
  }
}
