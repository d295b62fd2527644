import ArgumentParser
import ArmArchitecture
import Foundation
import MigrationCheck
import MigrationState

/// `vm sanitise`: captured state made valid.
struct VMSanitise: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sanitise",
    abstract: "Write a VM's captured state with every invalid bit set right.",
    discussion: """
      The kernel of the host decides what is valid for a VM with EL2; for one without, the VM's own ID \
      registers do. The snapshot goes to standard output, to --into FILE, or with --record into the \
      store; what was changed is listed on standard error.

      Examples:
        migrate-check vm sanitise web-1 --on rack2-07 --record
        migrate-check vm sanitise @web-1.snapshot.json --on rack2-07 > sanitised.json
      """,
    aliases: ["sanitize"]
  )

  @Argument(help: "The VM, whose newest snapshot is taken, or @FILE with a snapshot.")
  var snapshot: String

  @Option(help: "The host, or @FILE.")
  var on: String

  @Option(help: "Write the snapshot to FILE.")
  var into: String?

  @Flag(help: "Record the snapshot as the VM's newest.")
  var record = false

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (guest, configuration) = try ConfiguredGuest.find(snapshot, on: on, RecordResolver(store))
    guard let captured = guest.snapshot else {
      throw CommandError(.missing, "no captured state of \(guest.name)")
    }
    let sanitised = StateSanitiser(captured, configuration)
    report(sanitised.changes, vcpuCount: captured.vcpus.count)
    if record {
      let recorded = try StoreFailure.translated {
        try store.create().write(at: .now) {
          RecordedDocument(guest.name, try $0.record(sanitised.snapshot))
        }
      }
      Terminal.diagnose(String(recorded.line.dropLast()))
      if into == nil { return }
    }
    let writer = JSONWriter(output.format == .json ? .compact : .pretty)
    let text = writer.string(sanitised.snapshot.json) + "\n"
    guard let into else { return Terminal.write(text) }
    do {
      try Data(text.utf8).write(to: URL(filePath: into), options: .atomic)
    } catch {
      throw CommandError(.io, "\(into): \(error.localizedDescription)")
    }
  }

  private func report(_ changes: [StateSanitiser.Change], vcpuCount: Int) {
    if changes.isEmpty { return Terminal.diagnose("nothing to change: every bit is valid") }
    for change in changes {
      let vcpus = vcpuCount > 1 ? " in vCPU \(change.vcpuRanges)" : ""
      Terminal.diagnose(
        "\(change.encoding.name): \(hex(change.old)) becomes \(hex(change.new))\(vcpus)"
      )
      for reason in change.reasons { Terminal.diagnose("  \(reason)") }
    }
  }

  private func hex(_ value: UInt64) -> String { "0x" + hexadecimal(value, digits: 16) }
}
