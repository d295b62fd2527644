import ArgumentParser

/// `vm`: VM configurations and captured state.
struct VMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vm",
    abstract: "Record and inspect VMs and their captured state.",
    discussion: """
      Examples:
        migrate-check vm define web-1.json
        migrate-check vm snapshot web-1 web-1.registers.json --host rack1-03
      """,
    subcommands: [
      VMDefine.self, VMCapture.self, VMSnapshot.self, VMSanitise.self, VMList.self, VMShow.self,
      VMHistory.self, VMRemove.self,
    ]
  )
}
