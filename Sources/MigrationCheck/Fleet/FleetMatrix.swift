import MigrationState

/// Who can go where: one cell a class of VMs and a class of hosts.
public struct FleetMatrix: Sendable {
  /// The classes of hosts: the columns.
  public let hosts: [HostKind]
  /// The classes of VMs: the rows.
  public let vms: [VMClass]
  /// What is found about the first VM of each row, under the names of ``StandIn``; nothing when
  /// findings are not kept.
  public let findings: FindingLists
  private let places: [String: Int]
  /// How many VMs of a row run on a host of a column.
  private let own: [[Int]]

  /// Puts rows and columns together.
  public init(hosts: HostKinds, vms: [VMClass], findings: FindingLists = FindingLists()) {
    self.hosts = hosts.classes
    self.vms = vms
    self.findings = findings
    var places: [String: Int] = [:]
    for (place, host) in hosts.classes.enumerated() {
      for name in host.names { places[name] = place }
    }
    self.places = places
    own = vms.map { row in
      row.hosts.reduce(into: Array(repeating: 0, count: hosts.classes.count)) { own, host in
        if let column = host.flatMap({ places[$0] }) { own[column] += 1 }
      }
    }
  }

  /// A count of pairs of a VM and a host that is not its own.
  public struct Counts: Hashable, Sendable {
    /// Allowed pairs.
    public internal(set) var allowed = 0
    /// Refused pairs.
    public internal(set) var refused = 0
    /// Pairs of which the records do not tell.
    public internal(set) var undecided = 0
    /// Allowed pairs whose VM may come back; 0 when nobody asked.
    public internal(set) var returning = 0

    /// All of them.
    public var pairs: Int { allowed + refused + undecided }

    mutating func add(_ cell: FleetCell, _ count: Int) {
      if cell.back == .allowed { returning += count }
      switch cell.outcome {
      case .allowed: allowed += count
      case .refused: refused += count
      case .undecided: undecided += count
      }
    }
  }

  /// How many hosts of a class are targets of a VM: all but its own.
  private func targets(_ column: Int, of host: String?) -> Int {
    hosts[column].names.count - (host.flatMap { places[$0] } == column ? 1 : 0)
  }

  /// The pairs of a class of VMs and a class of hosts.
  public func pairs(_ row: Int, _ column: Int) -> Int {
    vms[row].names.count * hosts[column].names.count - own[row][column]
  }

  /// The pairs of the whole fleet.
  public var counts: Counts { vms.indices.reduce(Counts()) { $0 + counts(ofRow: $1) } }

  /// The pairs of a class of VMs.
  public func counts(ofRow row: Int) -> Counts {
    hosts.indices.reduce(into: Counts()) { counts, column in
      counts.add(vms[row].cells[column], pairs(row, column))
    }
  }

  /// The pairs of a class of hosts.
  public func counts(ofColumn column: Int) -> Counts {
    vms.indices.reduce(into: Counts()) { counts, row in
      counts.add(vms[row].cells[column], pairs(row, column))
    }
  }

  /// For each code, the pairs that it refuses or leaves undecided; the most frequent first.
  public var reasons: [(code: String, pairs: Int)] {
    var pairs: [String: Int] = [:]
    for row in vms.indices {
      for column in hosts.indices {
        let count = self.pairs(row, column)
        guard count > 0 else { continue }
        for code in vms[row].cells[column].codes { pairs[code, default: 0] += count }
      }
    }
    return pairs.map { (code: $0.key, pairs: $0.value) }
      .sorted { ($1.pairs, $0.code) < ($0.pairs, $1.code) }
  }

  /// The number of hosts that a VM may move to, and come back from where that was asked.
  ///
  /// - Complexity: O(*n*) in the classes of hosts.
  public func safeTargets(_ row: Int, runningOn host: String?) -> Int {
    hosts.indices.reduce(0) { sum, column in
      vms[row].cells[column].isSafe ? sum + targets(column, of: host) : sum
    }
  }

  /// The VMs with fewer safe targets than a number, by name.
  public func stranded(fewerThan least: Int) -> [(vm: String, host: String?, targets: Int)] {
    vms.indices.flatMap { row in
      zip(vms[row].names, vms[row].hosts).compactMap { name, host in
        let targets = safeTargets(row, runningOn: host)
        return targets < least ? (vm: name, host: host, targets: targets) : nil
      }
    }.sorted { $0.vm < $1.vm }
  }

  /// The cell of a VM's row and a host; nil for a host that is not in the fleet, or the VM's own.
  public func cell(_ row: Int, runningOn own: String?, to host: String) -> FleetCell? {
    guard let column = places[host], host != own else { return nil }
    return vms[row].cells[column]
  }
}

extension FleetMatrix.Counts {
  static func + (one: Self, other: Self) -> Self {
    var sum = one
    sum.allowed += other.allowed
    sum.refused += other.refused
    sum.undecided += other.undecided
    sum.returning += other.returning
    return sum
  }
}
