/// Which records of a store go into a bundle.
public enum BundleSelection: Hashable, Sendable {
  /// All that were not removed.
  case everything
  /// The records of these hosts, and of these VMs their definitions, snapshots and verdicts.
  case named(hosts: [String], vms: [String])
}
