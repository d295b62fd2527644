import ArgumentParser

/// `baseline`: what all hosts of a pool can offer.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Find the largest VM configuration that every host of a pool accepts.",
    discussion: """
      Examples:
        migrate-check baseline --hosts 'rack2-*' --features sve,pmu-v3
        migrate-check baseline --hosts rack1-01,rack2-07 --as vm > web.json
        migrate-check baseline verify --hosts rack1-01,rack2-07
      """,
    subcommands: [BaselineShow.self, BaselineVerify.self],
    defaultSubcommand: BaselineShow.self
  )
}
