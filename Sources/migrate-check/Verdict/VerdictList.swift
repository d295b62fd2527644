import ArgumentParser
import MigrationState
import StateStore

/// `verdict list`: recorded verdicts, the newest first.
struct VerdictList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List recorded verdicts, the newest first.",
    discussion: """
      Examples:
        migrate-check verdict list --host rack2-07 --verdict refused
        migrate-check verdict list --since 2026-11-22T00:00:00Z --limit 20
      """,
    aliases: ["ls"]
  )

  @Option(help: "Those about this VM.")
  var vm: String?

  @Option(help: "Those from or to this host.")
  var host: String?

  @Option(help: "Those with this answer: allowed, refused or undecided.")
  var verdict: VerdictDocument.Outcome?

  @Option(help: "Those judged at or after this moment.")
  var since: Timestamp?

  @Option(help: "At most so many.")
  var limit: Int?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let filter = VerdictFilter(vm: vm, host: host, verdict: verdict, since: since, limit: limit)
    let store = try store.open()
    let verdicts = try StoreFailure.translated { try store.read { try $0.verdicts(filter) } }
    output.print(.array(verdicts.map(Self.json))) {
      var table = TextTable("CHECKED", "VERDICT", "VM", "FROM", "TO", "DIGEST")
      for verdict in verdicts {
        table.add(
          verdict.checkedAt.description,
          verdict.verdict.rawValue,
          verdict.vm,
          verdict.source ?? "-",
          verdict.target,
          String(verdict.digest.description.prefix(12))
        )
      }
      return table.render()
    }
  }

  private static func json(_ verdict: StoredVerdict) -> JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("digest", .string(verdict.digest.description)),
      .init("verdict", .string(verdict.verdict.rawValue)), .init("vm", .string(verdict.vm)),
    ]
    if let source = verdict.source { members.append(.init("source", .string(source))) }
    return .object(
      members + [
        .init("target", .string(verdict.target)),
        .init("policy", .string(verdict.policy.rawValue)),
        .init("checkedAt", .string(verdict.checkedAt.description)),
        .init("recordedAt", .string(verdict.recordedAt.description)),
      ]
    )
  }
}

extension VerdictDocument.Outcome: WordArgument {}
