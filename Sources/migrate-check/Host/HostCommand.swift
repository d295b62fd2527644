import ArgumentParser

/// `host`: host capabilities.
struct HostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "host",
    abstract: "Record and inspect hosts.",
    discussion: """
      Examples:
        migrate-check host record rack2-07.json
        migrate-check host capture --record
        migrate-check host list
      """,
    subcommands: [
      HostRecord.self, HostCaptureCommand.self, HostLabelCommand.self, HostList.self,
      HostShow.self, HostHistory.self, HostDiff.self, HostRemove.self,
    ]
  )
}
