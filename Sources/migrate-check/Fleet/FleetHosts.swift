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

  /// The view of a host that a VM runs on or was started on, under the name of its class unless its
  /// own name counts; nil for a host without a record.
  func source(_ name: String) -> HostView? {
    named.isEmpty ? all.kind(of: name) : all.view(of: name)
  }
}
