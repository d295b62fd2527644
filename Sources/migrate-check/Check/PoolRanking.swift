import MigrationCheck
import MigrationState
import StateStore

/// The hosts of a pool as targets of one VM, the best first.
///
/// Allowed comes before undecided before refused; then fewer warnings, then a way back, then more of the
/// VMs beside this one that could follow, then the name.
struct PoolRanking {
  /// One target.
  struct Entry {
    let move: CheckCommand.Move
    /// How many of the other VMs on its host may move there too.
    let followers: Int

    fileprivate var verdict: VerdictDocument { move.there }

    /// Whether the VM may move back to where it runs.
    fileprivate var comesBack: Bool { move.back?.verdict == .allowed }

    fileprivate var warnings: Int {
      verdict.findings.count { $0.severity == .warn && $0.waived == nil }
    }
  }

  let entries: [Entry]

  /// Ranks moves; `followers` counts, by target, the VMs that could follow.
  init(_ moves: [CheckCommand.Move], followers: [String: Int]) {
    let entries = moves.map { Entry(move: $0, followers: followers[$0.target.name] ?? 0) }
    self.entries = entries.sorted { one, other in
      let (a, b) = (Self.key(one), Self.key(other))
      return a == b ? one.verdict.target < other.verdict.target : a.lexicographicallyPrecedes(b)
    }
  }

  private static func key(_ entry: Entry) -> [Int] {
    let outcome =
      switch entry.verdict.verdict {
      case .allowed: 0
      case .undecided: 1
      case .refused: 2
      }
    return [outcome, entry.warnings, entry.comesBack ? 0 : 1, -entry.followers]
  }

  /// The ranks as text.
  var text: String {
    var table = TextTable("RANK", "TARGET", "VERDICT", "WARNINGS", "WAY BACK", "COULD FOLLOW")
    for (rank, entry) in entries.enumerated() {
      table.add(
        String(rank + 1),
        entry.verdict.target,
        entry.verdict.verdict.rawValue,
        String(entry.warnings),
        entry.comesBack ? "yes" : "no",
        String(entry.followers)
      )
    }
    return table.render()
  }

  /// How many VMs on the host of a VM, without it, may move to each host of some.
  static func followers(
    of vm: String,
    on host: String?,
    to targets: [HostView],
    _ reader: StoreReader,
    at now: Timestamp
  ) throws -> [String: Int] {
    guard let host else { return [:] }
    let placed = try reader.placements(on: host).map(\.vm).filter { $0 != vm }
    guard !placed.isEmpty else { return [:] }
    let matrix = try FleetLoader(reader: reader, now: now, policy: .default)
      .matrix(.named(placed), targets: targets.map(\.document))
    var followers: [String: Int] = [:]
    for target in targets {
      followers[target.name] = matrix.vms.indices.reduce(0) { sum, row in
        let cell = matrix.cell(row, runningOn: host, to: target.name)
        return cell?.outcome == .allowed ? sum + matrix.vms[row].names.count : sum
      }
    }
    return followers
  }
}
