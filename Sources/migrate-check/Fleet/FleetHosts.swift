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

  /// True when VMs and hosts go by the names of ``StandIn``: hosts of one class that are not the same
  /// host must not look like it.
  var standsIn: Bool { named.isEmpty }

  /// Puts the classes together.
  init(all: HostKinds, targets: HostKinds, named: Set<String> = []) {
    self.all = all
    self.targets = targets
    self.named = named
    sources = named.isEmpty ? all.named(StandIn.source) : all
    starts = named.isEmpty ? all.named(StandIn.start) : all
    judged = (named.isEmpty ? targets.named(StandIn.target) : targets).classes
  }

  /// The view of a host that a VM runs on, under its own name where that counts; nil
  /// for a host without a record.
  func source(_ name: String) -> HostView? {
    named.isEmpty ? sources.kind(of: name) : all.view(of: name)
  }

  /// The same of a host that a VM was started on.
  func start(_ name: String) -> HostView? {
    named.isEmpty ? starts.kind(of: name) : all.view(of: name)
  }
}
