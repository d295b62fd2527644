import ArgumentParser
import MigrationState

/// `vm remove`: takes a VM out of force.
struct VMRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove VMs with their snapshots; their history stays.",
    discussion: """
      Example:
        migrate-check vm remove web-1
      """,
    aliases: ["rm"]
  )

  @Argument(help: "The VMs.")
  var vms: [String]

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let path = store.path
    let store = try store.open()
    try StoreFailure.translated {
      try store.write(at: .now) { writer in
        for vm in vms {
          guard try writer.removeVM(vm) else {
            throw CommandError(.missing, "no VM named \(vm) in \(path)")
          }
        }
      }
    }
  }
}
