import ArgumentParser
import Foundation

/// The command line: parse, call, render.
@main
struct MigrateCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate-check",
    abstract: "Tell before a KVM/arm64 virtual machine moves whether it may.",
    discussion: """
      Keeps host capabilities, VM configurations and captured register state, recomputes what a \
      target host would make of a VM, and refuses a move that would expose features the VM does \
      not advertise or carry invalid bits.
      """,
    version: ToolVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Decide",
        subcommands: [
          CheckCommand.self,
          Admit.self,
          Effective.self,
          FGUCommand.self,
          ExplainCommand.self,
        ]
      ),
      CommandGroup(
        name: "Fleet",
        subcommands: [
          MatrixCommand.self,
          BaselineCommand.self,
          MetricsCommand.self,
        ]
      ),
      CommandGroup(
        name: "Record",
        subcommands: [
          HostCommand.self,
          VMCommand.self,
          VerdictCommand.self,
          WaiverCommand.self,
          ConvertCommand.self,
          ExportCommand.self,
          ImportCommand.self,
          StoreCommand.self,
        ]
      ),
    ],
    defaultSubcommand: CheckCommand.self
  )

  static func main() {
    do {
      var command = try command(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch let error as CommandError {
      Diagnostics.error(error.message)
      exit(withError: ExitCode(error.code.rawValue))
    } catch let code as ExitCode {
      // Said already: ArgumentParser would look for words about it.
      Foundation.exit(code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
