import MigrationState

/// VMs that get the same answers on every host: configuration, judged state and the kind of host they
/// run on are the same.
public struct VMClass: Sendable {
  /// The names of the VMs, sorted.
  public var names: [String]
  /// Where each of them runs, in the order of ``names``; nil when unknown.
  public var hosts: [String?]
  /// One cell a class of hosts; the VM's own host is no target.
  public var cells: [FleetCell]

  /// Collects VMs.
  public init(names: [String], hosts: [String?], cells: [FleetCell]) {
    self.names = names
    self.hosts = hosts
    self.cells = cells
  }
}

extension FleetCell {
  /// Judges the moves of one VM to every class of hosts: the cells of its class.
  ///
  /// - Parameters:
  ///   - request: what is asked; its target and waivers are replaced.
  ///   - hosts: the classes.
  ///   - waivers: the waivers that hold for moves to each.
  /// - Returns: one cell a class of hosts.
  /// - Complexity: O(*n*) in the classes; one verdict each.
  public static func row(
    _ request: CheckRequest,
    to hosts: [HostKind],
    waivers: [[Waiver]]
  ) -> [FleetCell] {
    zip(hosts, waivers).map { host, waivers in
      var request = request
      request.waivers = waivers
      request.target = host.view(otherThan: request.source?.name)
      var check = Check(request)
      return FleetCell(check.verdict())
    }
  }
}
