import ArgumentParser

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
    subcommands: [
      CheckCommand.self, HostCommand.self, VMCommand.self, Admit.self, Effective.self,
      ConvertCommand.self,
      VerdictCommand.self, StoreCommand.self,
    ],
    defaultSubcommand: CheckCommand.self
  )

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as CommandError {
      Terminal.diagnose(error.message)
      exit(withError: ExitCode(error.code.rawValue))
    } catch {
      exit(withError: error)
    }
  }
}
