import ArgumentParser
import KVMEnforcement
import MigrationState
import StateStore

/// `vm list`: every VM in the store.
struct VMList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the VMs, where they run and when their state was last captured.",
    discussion: """
      Example:
        migrate-check vm list
      """,
    aliases: ["ls"]
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try store.open()
    let (vms, snapshots, placements) = try StoreFailure.translated {
      try store.read { reader in
        (try reader.vms(), try reader.newestSnapshots(), try reader.placements())
      }
    }
    let captured = Dictionary(snapshots.map { ($0.vm, $0.capturedAt) }) { $1 }
    let hosts = Dictionary(placements.map { ($0.vm, $0.host) }) { $1 }
    let rows = vms.map { Row(vm: $0, host: hosts[$0.name], capturedAt: captured[$0.name]) }
    output.print(.array(rows.map(\.json))) {
      var table = TextTable("NAME", "VCPUS", "HOST", "SNAPSHOT", "VCPU FEATURES")
      for row in rows {
        table.add(
          row.vm.name,
          String(row.vm.vcpuCount),
          row.host ?? "-",
          row.capturedAt?.description ?? "-",
          row.features.joined(separator: " ")
        )
      }
      return table.render()
    }
  }

  private struct Row {
    let vm: StoredVM
    let host: String?
    let capturedAt: Timestamp?

    var features: [String] {
      VCPUFeature.allCases.filter { vm.vcpuFeatures?.contains($0) ?? false }.map(\.rawValue)
    }

    var json: JSONOutput {
      var members: [JSONOutput.Member] = [
        .init("name", .string(vm.name)), .init("vcpuCount", .int(vm.vcpuCount)),
        .init("vcpuFeatures", .array(features.map { .string($0) })),
      ]
      if let host { members.append(.init("host", .string(host))) }
      if let capturedAt { members.append(.init("capturedAt", .string(capturedAt.description))) }
      return .object(members)
    }
  }
}
