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

  /// Where each of them was started, if that is not where it runs; nil when unknown.
  public var starts: [String?] = []
  /// What is found about the first of them, one of ``FleetMatrix/findings`` a class of hosts; empty
  /// when findings are not kept.
  public var findings: [Int] = []

  /// Collects VMs; everything else is set on the value.
  public init(names: [String], hosts: [String?], cells: [FleetCell]) {
    self.names = names
    self.hosts = hosts
    self.cells = cells
  }
}
