import ArgumentParser
import MigrationState
import StateStore

/// `host list`: every host in the store.
struct HostList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the hosts.",
    discussion: """
      Example:
        migrate-check host list --json
      """,
    aliases: ["ls"]
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try store.open()
    let hosts = try StoreFailure.translated { try store.read { try $0.hosts() } }
    output.print(.array(hosts.map(Self.json))) {
      var table = TextTable("NAME", "KERNEL", "MIDR", "CAPTURED", "DIGEST")
      for host in hosts {
        table.add(
          host.name,
          host.kernelRelease,
          host.cpus.map { "0x" + String($0.midr, radix: 16) }.joined(separator: ","),
          host.capturedAt.description,
          String(host.digest.description.prefix(12))
        )
      }
      return table.render()
    }
  }

  static func json(_ host: StoredHost) -> JSONOutput {
    [
      "name": .string(host.name),
      "kernelRelease": .string(host.kernelRelease),
      "midr": .array(host.cpus.map { .hex($0.midr) }),
      "capturedAt": .string(host.capturedAt.description),
      "recordedAt": .string(host.recordedAt.description),
      "digest": .string(host.digest.description),
    ]
  }
}
