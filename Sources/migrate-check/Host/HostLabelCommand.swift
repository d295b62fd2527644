import ArgumentParser
import MigrationState
import StateStore

/// `host label`: keys and values on hosts, pools among them.
struct HostLabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Label hosts, put them into pools, and list labels.",
    discussion: """
      KEY=VALUE sets a key, KEY- removes it. The key pool puts hosts into pools; a key that is given \
      several times has all of the values. Without labels those of the hosts are listed.

      Examples:
        migrate-check host label 'rack2-*' pool=web rack=2
        migrate-check host label rack2-07 pool=web pool=db
        migrate-check host label rack2-07 rack-
      """
  )

  @Argument(
    help: ArgumentHelp("Hosts: names or patterns, separated by commas.", valueName: "host,…")
  )
  var hosts: String

  @Argument(help: ArgumentHelp("Labels to set or remove.", valueName: "key=value"))
  var labels: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws { _ = try changes() }

  func run() throws {
    let changes = try changes()
    let store = try store.open()
    let patterns = NamePattern.list([hosts])
    let labels = try StoreFailure.translated {
      let names = try store.read { try $0.hosts().map(\.name) }
      for pattern in patterns where !names.contains(where: pattern.matches) {
        throw CommandError(.missing, "no host named \(pattern.text) in \(store.path)")
      }
      let wanted = names.filter { name in patterns.contains { $0.matches(name) } }
      if !changes.isEmpty {
        try store.write(at: .now) { writer in
          for host in wanted {
            for (key, values) in changes {
              try writer.label(host: host, key: key, values: values)
            }
          }
        }
      }
      let isWanted = Set(wanted)
      return try store.read { try $0.labels().filter { isWanted.contains($0.host) } }
    }
    output.print(.array(labels.map(Self.json))) {
      var table = TextTable("HOST", "KEY", "VALUE")
      for label in labels { table.add(label.host, label.key, label.value) }
      return table.render()
    }
  }

  /// The values of every key that is set; none for one that is removed.
  private func changes() throws -> [String: Set<String>] {
    var changes: [String: Set<String>] = [:]
    for label in labels {
      let parts = label.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty {
        for (part, text) in zip(["key", "value"], parts) {
          if let reason = HostLabel.refusal(text) {
            throw ValidationError("the \(part) of \(label.debugDescription) \(reason)")
          }
        }
        changes[parts[0], default: []].insert(parts[1])
      } else if parts.count == 1, label.hasSuffix("-"), label.count > 1 {
        changes[String(label.dropLast())] = []
      } else {
        throw ValidationError("\(label) is neither KEY=VALUE nor KEY-")
      }
    }
    return changes
  }

  private static func json(_ label: HostLabel) -> JSONOutput {
    [
      "host": .string(label.host), "key": .string(label.key), "value": .string(label.value),
    ]
  }
}
