import ArgumentParser
import Foundation
import KVMEnforcement
import MigrationCheck
import MigrationState

/// `check`: the verdict.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell whether a VM may move to a host.",
    discussion: """
      Exit codes: 0 allowed, 1 refused, 3 undecided. Over several targets refused counts before \
      undecided before allowed; with --any the best counts. --break-glass turns any verdict into 0; \
      the verdict itself stays as it is and holds the reason.

      Examples:
        migrate-check web-1 --to rack2-07
        migrate-check check web-1 --to rack2-07,rack2-08 --any --json
        migrate-check web-1 --to-all
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
    guard (to == nil) == toAll else { throw ValidationError("give --to HOST,… or --to-all") }
    guard let breakGlass else { return }
    guard !breakGlass.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--break-glass needs a reason")
    }
    if noRecord { throw ValidationError("--break-glass is always recorded") }
  }

  func run() throws {
    let records = RecordResolver(store, asOf: asOf)
    let recorded = try records.guest(vm, snapshot: snapshot, format: format.format)
    let guest = recorded.guest
    let targets = try targets(records)
    let now = asOf ?? .now
    var verdicts: [VerdictDocument] = []
    for target in targets {
      let source = try source(recorded, target, records)
      var request = CheckRequest(
        guest: guest,
        source: source,
        target: target,
        checkedAt: now,
        toolVersion: ToolVersion.current
      )
      request.policy = policy
      request.waivers = try records.waivers(vm: guest.name, target: target, at: now)
      request.breakGlass = breakGlass
      if let start = recorded.startedOn, start != source?.name {
        request.startedOn = try host(start, records)
      }
      request.isConfigurationOnly = configOnly
      request.createdOn = try guest.definition?.createdOn.flatMap { try host($0, records) }
      request.isBothDirections = bothDirections
      var check = Check(request)
      verdicts.append(check.verdict())
      if bothDirections { verdicts.append(try wayBack(request, records)) }
      if !toAll { verdicts.suffix(bothDirections ? 2 : 1).forEach(show) }
    }
    if toAll {
      // A way back stays behind its way there.
      let moves = stride(from: 0, to: verdicts.count, by: bothDirections ? 2 : 1).map {
        Array(verdicts[$0..<($0 + (bothDirections ? 2 : 1))])
      }
      verdicts = moves.sorted { $0[0].isBetter(than: $1[0]) }.flatMap { $0 }
      verdicts.forEach(show)
    }
    if !noRecord, RecordResolver.file(vm) == nil { try record(verdicts) }
    if breakGlass != nil { return }
    let code = Self.exitCode(verdicts.map(\.verdict), any: any, policy: policy)
    if code != 0 { throw ExitCode(code) }
  }

  private func show(_ verdict: VerdictDocument) {
    output.print(verdict.json) { VerdictView(verdict).text }
  }

  /// The hosts of `--to`, in the order given, or every host of the store.
  private func targets(_ records: RecordResolver) throws -> [HostView] {
    let names =
      if let to {
        to.split(separator: ",").map(String.init)
      } else {
        try records.read { try $0.hosts().map(\.name) } ?? []
      }
    guard !names.isEmpty else {
      if toAll { throw CommandError(.missing, "no host in \(store.path)") }
      throw ValidationError("--to names no host")
    }
    return try names.map {
      HostView(try records.host($0).document, assuming: assumeKernel?.version)
    }
  }

  /// Whether the VM can come back.
  private func wayBack(
    _ request: CheckRequest,
    _ records: RecordResolver
  ) throws -> VerdictDocument {
    guard let source = request.source else {
      throw CommandError(
        .missing,
        "the host that \(request.guest.name) runs on is not known; name it with --from"
      )
    }
    let waivers = try records.waivers(
      vm: request.guest.name,
      target: source,
      at: request.checkedAt
    )
    guard let verdict = Check.wayBack(request, change: { $0.waivers = waivers }) else {
      throw CommandError(.fault, "there is no way back")
    }
    return verdict
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

  /// The host the VM runs on: as told, else where its newest snapshot was taken, else where it was
  /// last placed; the target itself counts when the records name it.
  private func source(
    _ recorded: RecordedGuest,
    _ target: HostView,
    _ records: RecordResolver
  ) throws -> HostView? {
    if let from { return try records.host(from) }
    guard let name = recorded.guest.snapshot?.host ?? recorded.placement else { return nil }
    if name == target.name { return HostView(target.document) }
    return try host(name, records)
  }

  /// A host that a record names; nil when there is no record of it, or no store to look into.
  private func host(_ name: String, _ records: RecordResolver) throws -> HostView? {
    do throws(CommandError) {
      return try records.recordedHost(name)
    } catch  where error.code == .missing {
      return nil
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

extension VerdictDocument.Policy: ExpressibleByArgument {}

extension Timestamp: ExpressibleByArgument {
  /// Reads a moment from the command line.
  public init?(argument: String) {
    self.init(argument)
  }
}
