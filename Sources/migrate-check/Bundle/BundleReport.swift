import MigrationState
import StateStore

/// What an export or import did, for people and for programs.
struct BundleReport {
  private let verb: String
  private let counts: BundleCounts
  /// True when it matters which documents were new.
  private let tellsNew: Bool

  init(_ verb: String, _ counts: BundleCounts, tellsNew: Bool) {
    self.verb = verb
    self.counts = counts
    self.tellsNew = tellsNew
  }

  private static let kinds: [(kind: DocumentKind, key: String, one: String, many: String)] = [
    (.host, "hosts", "host record", "host records"),
    (.vm, "vms", "VM definition", "VM definitions"),
    (.snapshot, "snapshots", "snapshot", "snapshots"),
    (.verdict, "verdicts", "verdict", "verdicts"),
  ]

  var json: JSONOutput {
    .object(
      Self.kinds.map { kind in
        let count = counts[kind.kind]
        var members: [JSONOutput.Member] = [.init("total", .int(count.total))]
        if tellsNew { members.append(.init("new", .int(count.new))) }
        return .init(kind.key, .object(members))
      }
    )
  }

  /// One line: `imported 2 host records (1 new), 1 VM definition (new), …`.
  var line: String {
    let parts = Self.kinds.map { kind in
      let count = counts[kind.kind]
      let new = tellsNew && count.total > 0 ? " (\(count.new) new)" : ""
      return "\(count.total) \(count.total == 1 ? kind.one : kind.many)\(new)"
    }
    return "\(verb) \(parts.joined(separator: ", "))\n"
  }
}
