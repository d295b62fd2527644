import ArgumentParser

/// `verdict`: recorded verdicts.
struct VerdictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdict",
    abstract: "Inspect recorded verdicts, and compute them again.",
    discussion: """
      Example:
        migrate-check verdict list --vm web-1
      """,
    subcommands: [VerdictList.self, VerdictShow.self, VerdictVerify.self]
  )
}
