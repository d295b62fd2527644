import ArgumentParser
import MigrationState
import StateStore

/// `waiver list`: the waivers that hold.
struct WaiverList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the waivers that hold, or with --all every one ever granted.",
    discussion: """
      Examples:
        migrate-check waiver list
        migrate-check waiver list --all --json
      """,
    aliases: ["ls"]
  )

  @Flag(help: "Expired and revoked ones too.")
  var all = false

  @Option(help: "Those that held at this moment: 2026-11-22T09:10:00Z.")
  var asOf: Timestamp?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let moment = asOf ?? .now
    let store = try store.open()
    let waivers = try StoreFailure.translated { try store.read(asOf: asOf) { try $0.waivers() } }
      .filter { all || $0.holds(at: moment) }
    output.print(.array(waivers.map(Self.json))) {
      var table = TextTable("ID", "CODE", "SUBJECT", "SCOPE", "EXPIRES", "BY", "REASON")
      for stored in waivers {
        let waiver = stored.waiver
        table.add(
          stored.id,
          waiver.code,
          waiver.subject,
          "\(waiver.scope.kind.rawValue) \(waiver.scope.name)",
          stored.revokedAt == nil ? waiver.expiresAt.description : "revoked",
          stored.createdBy,
          waiver.reason
        )
      }
      return table.render()
    }
  }

  private static func json(_ stored: StoredWaiver) -> JSONOutput {
    .members(
      ("id", .string(stored.id)),
      ("code", .string(stored.waiver.code)),
      ("subject", .string(stored.waiver.subject)),
      ("scope", .string(stored.waiver.scope.kind.rawValue)),
      ("scopeName", .string(stored.waiver.scope.name)),
      ("reason", .string(stored.waiver.reason)),
      ("createdAt", .string(stored.createdAt.description)),
      ("createdBy", .string(stored.createdBy)),
      ("expiresAt", .string(stored.waiver.expiresAt.description)),
      ("revokedAt", stored.revokedAt.map { .string($0.description) }),
      ("revokedBy", stored.revokedBy.map { .string($0) })
    )
  }
}
