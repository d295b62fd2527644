import MigrationCheck
import MigrationState

/// Which VMs may move to one record of a host and not to another, and the reverse.
struct HostImpact {
  /// A class of VMs whose answer is not the same.
  struct Change {
    let vms: [String]
    let from: FleetCell
    let to: FleetCell
  }

  private let first: String
  private let second: String
  /// VMs that may move to the first and not to the second.
  let lost: [Change]
  /// VMs that may move to the second and not to the first.
  let gained: [Change]
  /// VMs whose answer differs otherwise: refused and undecided.
  let other: [Change]

  init(
    _ loader: FleetLoader,
    from first: HostDocument,
    to second: HostDocument
  ) throws {
    self.first = first.name
    self.second = second.name
    let matrix = try loader.matrix(.wanted { _ in true }, targets: [first, second])
    var changes: [[FleetCell]: [String]] = [:]
    // Records that differ in nothing are one class.
    for vms in matrix.vms where vms.cells.count == 2 {
      guard vms.cells[0].outcome != vms.cells[1].outcome else { continue }
      changes[vms.cells, default: []] += vms.names
    }
    let all = changes.map { Change(vms: $1.sorted(), from: $0[0], to: $0[1]) }
      .sorted { ($0.vms.first ?? "") < ($1.vms.first ?? "") }
    lost = all.filter { $0.from.outcome == .allowed }
    gained = all.filter { $0.to.outcome == .allowed }
    other = all.filter { $0.from.outcome != .allowed && $0.to.outcome != .allowed }
  }

  var json: JSONOutput {
    func list(_ changes: [Change]) -> JSONOutput {
      .array(
        changes.map { change in
          [
            "vms": .array(change.vms.map { .string($0) }),
            "from": .string(change.from.outcome.rawValue),
            "to": .string(change.to.outcome.rawValue),
            "codes": .array(change.to.codes.map { .string($0) }),
          ]
        }
      )
    }
    return [
      "from": .string(first), "to": .string(second), "lost": list(lost), "gained": list(gained),
      "other": list(other),
    ]
  }

  var text: String {
    var text = ""
    for (title, changes) in [
      ("Lose the host", lost), ("Gain the host", gained), ("Change otherwise", other),
    ] where !changes.isEmpty {
      text += "\(title) (\(changes.reduce(0) { $0 + $1.vms.count }))\n"
      for change in changes {
        let codes = change.to.codes.isEmpty ? "" : ": " + change.to.codes.joined(separator: ", ")
        text += "  \(change.from.outcome.rawValue) -> \(change.to.outcome.rawValue)\(codes)\n"
        for vm in change.vms { text += "    \(vm)\n" }
      }
    }
    return text.isEmpty ? "No VM's answer changes from \(first) to \(second)\n" : text
  }
}
