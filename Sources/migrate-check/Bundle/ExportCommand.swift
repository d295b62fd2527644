import ArgumentParser
import Foundation
import MigrationState
import StateStore

/// `export`: records of the store into a bundle.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write records into a bundle, to be imported into another store.",
    discussion: """
      A bundle is a CBOR sequence (schema/canonical.cddl). Earlier versions go along, removed records \
      do not; a VM comes with its definitions, snapshots and verdicts. The file appears when it is \
      complete. Waivers, and labels and pools of hosts, are not part of a bundle: what is accepted and how \
      hosts are grouped is decided where the store is. Placements come with the snapshots that tell them.

      Examples:
        migrate-check export rack2.bundle --host rack2-07 --host rack2-08
        migrate-check export - --vm web-1 | ssh ops migrate-check import -
        migrate-check export fleet.bundle --all
      """
  )

  @Argument(help: "The file to write; - is standard output.")
  var file: String

  @Option(name: .customLong("host"), help: "Export this host; may be given several times.")
  var hosts: [String] = []

  @Option(name: .customLong("vm"), help: "Export this VM; may be given several times.")
  var vms: [String] = []

  @Flag(help: "Export everything.")
  var all = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard all != (!hosts.isEmpty || !vms.isEmpty) else {
      throw ValidationError("either --all, or --host and --vm are expected")
    }
  }

  func run() throws {
    let store = try store.open()
    if file == "-" {
      _ = try export(store, to: .standardOutput)
      return
    }
    let partial = file + ".partial"
    guard FileManager.default.createFile(atPath: partial, contents: nil),
      let handle = FileHandle(forWritingAtPath: partial)
    else { throw CommandError(.io, "\(partial): cannot be written") }
    let counts: BundleCounts
    do {
      counts = try export(store, to: handle)
      try handle.synchronize()
      try handle.close()
      guard rename(partial, file) == 0 else {
        throw CommandError(.io, "\(file): \(String(cString: strerror(errno)))")
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw error
    }
    let report = BundleReport("exported", counts, tellsNew: false)
    output.print(report.json) { report.line }
  }

  private func export(
    _ store: StateStore,
    to handle: FileHandle
  ) throws(CommandError) -> BundleCounts {
    try StoreFailure.translated {
      try store.read { reader in
        for host in hosts where try reader.host(host) == nil {
          throw CommandError(.missing, "no host named \(host) in \(store.path)")
        }
        for vm in vms where try reader.vm(vm) == nil {
          throw CommandError(.missing, "no VM named \(vm) in \(store.path)")
        }
        var bundle = try BundleWriter { bytes in
          do {
            try handle.write(contentsOf: Data(bytes))
          } catch {
            throw CommandError(.io, "\(file): \(error.localizedDescription)")
          }
        }
        let counts = try reader.export(
          all ? .everything : .named(hosts: hosts, vms: vms),
          to: &bundle
        )
        try bundle.finish()
        return counts
      }
    }
  }
}
