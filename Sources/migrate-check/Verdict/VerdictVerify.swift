import ArgumentParser
import MigrationCheck
import MigrationState
import StateStore

/// `verdict verify`: recorded verdicts, computed again.
struct VerdictVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute recorded verdicts again from the records they were computed from.",
    discussion: """
      identical: the same bytes. stale: a host was recorded anew with other content since, so that the \
      verdict no longer tells of the host. other version: another tool or model computed it. unavailable: an input is \
      not in the store. differs: the same inputs give another verdict, which should never happen.

      Exit codes: 0 all identical, 3 stale, of another version or unavailable, 70 any differs.

      Examples:
        migrate-check verdict verify --all
        migrate-check verdict verify 3f9c2a --json
      """
  )

  @Argument(help: "The beginnings of the verdicts' digests.")
  var digests: [String] = []

  @Flag(help: "Every recorded verdict.")
  var all = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard digests.isEmpty == all else {
      throw ValidationError("give digests of verdicts, or --all")
    }
  }

  func run() throws {
    let path = store.path
    let store = try store.open()
    let recomputation = VerdictRecomputation(store)
    let verdicts = try StoreFailure.translated {
      try store.read { reader in
        try all
          ? reader.verdicts()
          : digests.map { digest in
            guard let verdict = try reader.verdict(digest: digest) else {
              throw CommandError(.missing, "no verdict \(digest) in \(path)")
            }
            return verdict
          }
      }
    }
    var code: Int32 = 0
    var counts: [VerdictRecomputation.Status: Int] = [:]
    for stored in verdicts {
      let (status, reason) = try StoreFailure.translated { try recomputation.verify(stored) }
      counts[status, default: 0] += 1
      code = max(code, status.exitCode)
      let digest = stored.digest.description
      output.print(
        .members(
          ("digest", .string(digest)),
          ("status", .string(status.rawValue)),
          ("reason", reason.map { .string($0) })
        )
      ) {
        status == .identical && all
          ? "" : "\(digest.prefix(12))  \(status.rawValue)\(reason.map { ": \($0)" } ?? "")\n"
      }
    }
    if output.format == .table {
      let text = VerdictRecomputation.Status.allCases.compactMap { status in
        counts[status].map { "\($0) \(status.rawValue)" }
      }
      Terminal.write((text.isEmpty ? "no verdicts" : text.joined(separator: ", ")) + "\n")
    }
    if code != 0 { throw ExitCode(code) }
  }
}
