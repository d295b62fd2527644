import ArgumentParser
import MigrationCheck
import MigrationState

/// `baseline verify`: whether a VM with the baseline moves between all hosts.
struct BaselineVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Prove a baseline: judge its VM's move from every kind of host to every other.",
    discussion: """
      Exit codes: 0 every move is allowed, 1 one is refused or there is no baseline, 3 one is \
      undecided.

      Example:
        migrate-check baseline verify --hosts rack1-01,rack2-07 --profile plain
      """
  )

  @OptionGroup var options: BaselineOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let records = RecordResolver(store)
    let request = try options.request(records)
    let report = BaselineReport(request)
    guard report.definition != nil else {
      Terminal.diagnose(BaselineView(report, name: "baseline").text)
      throw ExitCode(1)
    }
    let proof = BaselineProof(
      request,
      report,
      checkedAt: .now,
      toolVersion: ToolVersion.current
    )
    output.print(.array(proof.verdicts.map(\.json))) { Self.text(proof) }
    let code = CheckCommand.exitCode(proof.verdicts.map(\.verdict), any: false, policy: .default)
    if code != 0 { throw ExitCode(code) }
    if !report.excluded.isEmpty { throw ExitCode(1) }
  }

  private static func text(_ proof: BaselineProof) -> String {
    var table = TextTable("FROM", "TO", "VERDICT", "AGAINST IT")
    for verdict in proof.verdicts {
      let codes = verdict.findings.filter { $0.severity <= .undecided && $0.waived == nil }
        .map { "\($0.code) \($0.subject)" }
      table.add(
        verdict.source ?? "-",
        verdict.target,
        verdict.verdict.rawValue,
        codes.isEmpty
          ? "-" : codes.prefix(4).joined(separator: "; ") + (codes.count > 4 ? "; …" : "")
      )
    }
    let allowed = proof.verdicts.count { $0.verdict == .allowed }
    return table.render() + "\(allowed) of \(proof.verdicts.count) moves are allowed\n"
  }
}
