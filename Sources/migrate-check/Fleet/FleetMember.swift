import MigrationCheck
import MigrationState
import StateStore

/// One VM on its way into a class.
struct FleetMember {
  /// Its definition in force.
  let vm: StoredVM
  /// Its newest snapshot; nil without one.
  let snapshot: StoredSnapshot?
  /// Where it runs; nil when unknown.
  let host: String?
  /// Where it was started, if that is not where it runs; nil when unknown.
  let startedOn: String?

  private init(_ vm: StoredVM, _ snapshot: StoredSnapshot?, placement: String?, start: String?) {
    self.vm = vm
    self.snapshot = snapshot
    host = snapshot?.host ?? placement
    startedOn = start == host ? nil : start
  }

  /// The VMs whose names are wanted, by name.
  ///
  /// - Complexity: O(*n*) in all VMs; four queries.
  static func all(_ reader: StoreReader, where isWanted: (String) -> Bool) throws -> [FleetMember] {
    let vms = try reader.vms().filter { isWanted($0.name) }
    var snapshots: [String: StoredSnapshot] = [:]
    for snapshot in try reader.newestSnapshots() where isWanted(snapshot.vm) {
      snapshots[snapshot.vm] = snapshot
    }
    var placements: [String: String] = [:]
    for placement in try reader.placements() where isWanted(placement.vm) {
      placements[placement.vm] = placement.host
    }
    let starts = try reader.starts(of: vms)
    return vms.map { vm in
      FleetMember(
        vm,
        snapshots[vm.name],
        placement: placements[vm.name],
        start: starts[vm.name]
      )
    }
  }

  /// The VMs of some names, those that there are.
  ///
  /// - Complexity: O(*n* log *m*) in the names and in all VMs.
  static func named(_ names: [String], _ reader: StoreReader) throws -> [FleetMember] {
    try names.compactMap { name in
      guard let vm = try reader.vm(name) else { return nil }
      return FleetMember(
        vm,
        try reader.newestSnapshot(ofVM: name),
        placement: try reader.placement(ofVM: name)?.host,
        start: try reader.start(ofVM: name)?.host
      )
    }
  }
}
