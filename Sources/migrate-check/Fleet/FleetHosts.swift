import MigrationCheck

/// The hosts of a matrix by class.
struct FleetHosts {
  /// Every host of the store, for VMs run on any.
  let all: HostKinds
  /// The hosts that VMs are to move to.
  let targets: HostKinds
  /// The names of targets that stand for a VM's own host when it has one of them; none when the
  /// targets are hosts of the store, and a VM's own host is no target.
  let named: Set<String>
  /// The classes that VMs run on, were started on, and are to move to, by the names that findings give
  /// their hosts.
  private let sources: HostKinds
  private let starts: HostKinds
  let judged: [HostKind]

  /// Puts the classes together; where findings are kept, which takes an empty `named`, hosts go by the
  /// names of ``StandIn``.
  init(all: HostKinds, targets: HostKinds, named: Set<String> = [], keepsFindings: Bool = false) {
    self.all = all
    self.targets = targets
    self.named = named
    sources = keepsFindings ? all.named(StandIn.source) : all
    starts = keepsFindings ? all.named(StandIn.start) : all
    judged = (keepsFindings ? targets.named(StandIn.target) : targets).classes
  }

  /// The view of a host that a VM runs on, under the name of its class unless its own name counts; nil
  /// for a host without a record.
  func source(_ name: String) -> HostView? {
    named.isEmpty ? sources.kind(of: name) : all.view(of: name)
  }

  /// The same of a host that a VM was started on.
  func start(_ name: String) -> HostView? {
    named.isEmpty ? starts.kind(of: name) : all.view(of: name)
  }
}
