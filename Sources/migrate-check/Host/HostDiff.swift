import ArgumentParser
import MigrationCheck

/// `host diff`: what differs between two hosts for VMs.
struct HostDiff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show what VMs gain and lose between two hosts, by feature and by field.",
    discussion: """
      The case told is a VM that was started with all that its host offers. By default the profiles \
      that include the others are compared, among those that both hosts have. The exit code is 0, \
      whatever differs.

      With --impact the VMs of the store are judged on both instead, before a kernel rollout say: the \
      first is the host as it is, the second a capture of it under the new kernel. Exit code 1 when a \
      VM may move to the first and not to the second.

      Examples:
        migrate-check host diff rack1-03 rack2-07
        migrate-check host diff @before.json @after.json --profile el2 --json
        migrate-check host diff rack2-07 @rack2-07.new-kernel.json --impact
      """
  )

  @Argument(help: "A host, or @FILE.")
  var first: String

  @Argument(help: "Another host, or @FILE.")
  var second: String

  @Option(
    name: .customLong("profile"),
    help: "Compare the vCPU profile of this name; may be given several times."
  )
  var profiles: [String] = []

  @Flag(help: "Compare every profile that both hosts have.")
  var allProfiles = false

  @Flag(help: "Show which VMs of the store lose or gain the host as a target instead.")
  var impact = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try StandardInput.requireOnce([first, second])
    guard !allProfiles || profiles.isEmpty else {
      throw ValidationError("--all-profiles and --profile exclude each other")
    }
  }

  func run() throws {
    let records = RecordResolver(store)
    if impact { return try showImpact(records) }
    let difference = HostDifference(
      try records.host(first),
      try records.host(second),
      profiles: allProfiles ? .all : profiles.isEmpty ? .fullest : .named(profiles)
    )
    if difference.profiles.isEmpty, !profiles.isEmpty {
      throw CommandError(
        .missing,
        "the hosts have no common profile named \(profiles.joined(separator: " or "))"
      )
    }
    output.print(difference.json) { HostDifferenceView(difference).text }
  }

  private func showImpact(_ records: RecordResolver) throws {
    let hosts = (try records.host(first), try records.host(second))
    let impact = try StoreFailure.translated {
      try store.open().read { reader in
        try HostImpact(
          FleetLoader(reader: reader, now: .now, policy: .default),
          from: hosts.0.document,
          to: hosts.1.document
        )
      }
    }
    output.print(impact.json) { impact.text }
    if !impact.lost.isEmpty { throw ExitCode(1) }
  }
}
