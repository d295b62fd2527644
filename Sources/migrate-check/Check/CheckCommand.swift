import ArgumentParser
import Foundation
import KVMEnforcement
import MigrationCheck
import MigrationState

/// `check`: the verdict.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    // Parsed by itself, it is not to look for requests that only the root answers.
    _superCommandName: "migrate-check",
    abstract: "Tell whether a VM may move to a host.",
    discussion: """
      Exit codes: 0 allowed, 1 refused, 3 undecided. Over several targets refused counts before \
      undecided before allowed; with --any the best counts. --break-glass turns any verdict into 0; \
      the verdict itself stays as it is and holds the reason.

      Examples:
        migrate-check web-1 --to rack2-07
        migrate-check check web-1 --to rack2-07,rack2-08 --any --json
        migrate-check web-1 --to-all
        migrate-check web-1 --to-pool web
        migrate-check web-1 --to rack2-07 --both-directions
        migrate-check check @web-1.snapshot.json --from @rack1.json --to @rack2.json
      """
  )

  @Argument(help: "The VM, or @FILE with a VM definition or a snapshot.")
  var vm: String

  @Option(help: "The hosts it is to move to: names or @FILE, separated by commas.")
  var to: String?

  @Flag(help: "Judge every host of the store, and list the best first.")
  var toAll = false

  @Option(help: "Rank the hosts of this pool, best first, instead of naming hosts.")
  var toPool: String?

  @Option(help: "The host it runs on, a name or @FILE. Default: where its records say it runs.")
  var from: String?

  @Option(help: "Which findings refuse: default, strict or observe.")
  var policy: VerdictDocument.Policy = .default

  @Flag(help: "Succeed when any target is allowed, rather than all.")
  var any = false

  @Option(help: "The snapshot to judge, by the beginning of its digest. Default: the newest.")
  var snapshot: String?

  @Flag(help: "Judge the way back too, with the state that the move leaves.")
  var bothDirections = false

  @Flag(help: "Judge the configuration alone, without captured state.")
  var configOnly = false

  @Option(help: "Judge by the records of this moment, and for it: 2026-11-22T09:10:00Z.")
  var asOf: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Judge the targets as if they ran this kernel: a series, for its newest measured release, "
        + "or a release of it.",
      valueName: "version"
    )
  )
  var assumeKernel: AssumedKernel?

  @Option(
    help: ArgumentHelp(
      "Succeed whatever the verdict, and record why.",
      valueName: "reason"
    )
  )
  var breakGlass: String?

  @Flag(help: "Do not record the verdict.")
  var noRecord = false

  @OptionGroup var format: FormatOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard [to != nil, toPool != nil, toAll].count(where: { $0 }) == 1 else {
      throw ValidationError("give one of --to HOST,…, --to-pool POOL and --to-all")
    }
    let targets = to?.split(separator: ",").map(String.init) ?? []
    try StandardInput.requireOnce([vm, from] + targets)
    guard let breakGlass else { return }
    guard !breakGlass.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--break-glass needs a reason")
    }
    if noRecord { throw ValidationError("--break-glass is always recorded") }
  }

  func run() throws {
    let records = RecordResolver(store, asOf: asOf)
    let recorded = try records.guest(vm, snapshot: snapshot, format: format.format)
    let now = asOf ?? .now
    var moves = try targets(of: recorded, records).map {
      try move(recorded, to: $0, records, at: now)
    }
    if toAll { moves.sort { $0.there.isBetter(than: $1.there) } }
    if toPool != nil {
      let ranking = PoolRanking(moves, followers: try followers(of: recorded, moves, at: now))
      moves = ranking.entries.map(\.move)
      if output.format == .table { Terminal.write(ranking.text + "\n") }
    }
    // A way back stays behind its way there.
    let verdicts = moves.flatMap { move in
      [move.there] + (bothDirections ? [move.back].compactMap(\.self) : [])
    }
    for verdict in verdicts { output.print(verdict.json) { VerdictView(verdict).text } }
    if !noRecord, RecordResolver.file(vm) == nil { try record(verdicts) }
    if breakGlass != nil { return }
    let code = Self.exitCode(verdicts.map(\.verdict), any: any, policy: policy)
    if code != 0 { throw ExitCode(code) }
  }

  /// Keeps the verdicts; only those about a VM of the store, since a file has none.
  private func record(_ verdicts: [VerdictDocument]) throws(CommandError) {
    let store = try store.open()
    try StoreFailure.translated {
      try store.write(at: .now) { writer in
        for verdict in verdicts { _ = try writer.record(verdict) }
      }
    }
  }

  /// 1 before 3 before 0, or the best of all with `any`; 0 under the policy `observe`.
  static func exitCode(
    _ outcomes: [VerdictDocument.Outcome],
    any: Bool,
    policy: VerdictDocument.Policy
  ) -> Int32 {
    let codes = outcomes.map { outcome -> Int32 in
      switch outcome {
      case .allowed: 0
      case .refused: 1
      case .undecided: 3
      }
    }
    if policy == .observe { return 0 }
    let order: [Int32] = any ? [0, 3, 1] : [1, 3, 0]
    return order.first(where: codes.contains) ?? 0
  }
}

extension VerdictDocument.Policy: WordArgument {}

extension Timestamp: ExpressibleByArgument {
  /// Reads a moment from the command line.
  public init?(argument: String) {
    self.init(argument)
  }
}
