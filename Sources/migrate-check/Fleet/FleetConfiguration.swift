import KVMEnforcement
import MigrationCheck
import MigrationState
import StateStore

/// Everything about a VM but its name that is not captured state.
struct FleetConfiguration: Hashable {
  /// The digest of the definition without what tells this VM from others of its kind; nil without
  /// one.
  private var definition: Digest?
  /// What the snapshot says of itself; nil without one.
  private var capture: Capture?
  /// The class of the host it runs on, -1 for one without a record; nil when unknown.
  private var source: Int?
  /// The class of the host it was created on; nil when unknown or without a record.
  private var createdOn: Int?
  /// The class of the host it was started on, if that is not where it runs.
  private var startedOn: Int?
  /// The host it runs on, when it goes by the name of a target.
  private var own: String?
  /// The VM's name, when a waiver names it.
  private var waived: String?

  private struct Capture: Hashable {
    let features: VCPUFeatures?
    let gic: GICModel?
    let mte: Bool?
    let kernelRelease: String?
    let format: String
    let namesHost: Bool
    /// Register list and ID registers of every vCPU, in order.
    let vcpus: [[Int64]]
  }

  /// Divides VMs by configuration; each group is in the order of the VMs.
  static func groups(
    of members: [FleetMember],
    on hosts: FleetHosts,
    waived: Set<String>,
    _ reader: StoreReader
  ) throws -> [[FleetMember]] {
    let definitions = try kinds(of: members, reader)
    var vcpus: [Int64: [[Int64]]] = [:]
    // Most VMs have the lists of another.
    var lists: Set<[[Int64]]> = []
    for member in members { if let id = member.snapshot?.rowID { vcpus[id] = [] } }
    try reader.forEachNewestState { state in
      vcpus[state.snapshot]?.append([state.registerList, state.idSet])
    }
    var places: [FleetConfiguration: Int] = [:]
    var groups: [[FleetMember]] = []
    for member in members {
      var key = FleetConfiguration()
      if case .definition(let digest) = member.vm.origin { key.definition = definitions[digest] }
      if let snapshot = member.snapshot {
        let states = vcpus.removeValue(forKey: snapshot.rowID) ?? []
        key.capture = Capture(
          features: snapshot.vcpuFeatures,
          gic: snapshot.gic,
          mte: snapshot.mte,
          kernelRelease: snapshot.kernelRelease,
          format: snapshot.source.format,
          namesHost: snapshot.host != nil,
          vcpus: lists.insert(states).memberAfterInsert
        )
      }
      key.source = member.host.map { hosts.all.place(of: $0) ?? -1 }
      key.createdOn = member.vm.createdOn.flatMap { hosts.all.place(of: $0) }
      key.startedOn = member.startedOn.flatMap { hosts.all.place(of: $0) }
      key.own = member.host.flatMap { hosts.named.contains($0) ? $0 : nil }
      key.waived = waived.contains(member.vm.name) ? member.vm.name : nil
      let place = places[key, default: groups.count]
      if place == groups.count {
        places[key] = place
        groups.append([])
      }
      groups[place].append(member)
    }
    return groups
  }

  /// The kind of each definition of the VMs, by its digest.
  private static func kinds(
    of members: [FleetMember],
    _ reader: StoreReader
  ) throws -> [Digest: Digest] {
    let defined = members.map(\.vm).filter { vm in
      if case .definition = vm.origin { true } else { false }
    }
    var kinds: [Digest: Digest] = [:]
    for start in stride(from: 0, to: defined.count, by: 1024) {
      let part = defined[start..<min(start + 1024, defined.count)]
      let documents = try part.compactMap { try reader.document(of: $0) }
      let digests = Parallel.map(documents) { $0.kindDigest }
      for (vm, kind) in zip(part, digests) {
        if case .definition(let digest) = vm.origin { kinds[digest] = kind }
      }
    }
    return kinds
  }
}

extension VMDocument {
  /// The digest of everything but what tells this VM from others of its kind; the host that it was
  /// created on counts by its class.
  fileprivate var kindDigest: Digest {
    var kind = self
    kind.name = "-"
    kind.uuid = nil
    kind.machine = nil
    kind.createdOn = nil
    return kind.digest
  }
}
