import ArmArchitecture
import Dispatch
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateStore

/// Builds the matrix of a fleet from a store.
///
/// VMs are divided twice: by configuration (definition, kind of capture, register lists, ID registers,
/// host they run on), and within that by the bits of their captured state that any target's verdict
/// depends on. Each class is then judged once a class of hosts, by the same ``Check`` that judges one
/// VM.
struct FleetLoader {
  private let reader: StoreReader
  private let now: Timestamp
  private let policy: VerdictDocument.Policy
  private let waivers: MoveWaivers

  init(reader: StoreReader, now: Timestamp, policy: VerdictDocument.Policy) throws {
    self.reader = reader
    self.now = now
    self.policy = policy
    waivers = try MoveWaivers(reader, at: now)
  }

  /// Everything about a VM but its name that is not captured state.
  struct Configuration: Hashable {
    /// The definition without name, UUID and the VMM's description; nil without one.
    var definition: Digest?
    /// What the snapshot says of itself; nil without one.
    var capture: Capture?
    /// The class of the host it runs on, -1 for one without a record; nil when unknown.
    var source: Int?
    /// The class of the host it was created on; nil when unknown or without a record.
    var createdOn: Int?
    /// The class of the host it was started on, if that is not where it runs.
    var startedOn: Int?
    /// The VM's name, when a waiver names it.
    var waived: String?
  }

  struct Capture: Hashable {
    let features: VCPUFeatures?
    let gic: GICModel?
    let mte: Bool?
    let kernelRelease: String?
    let format: String
    /// Register list and ID registers of every vCPU, in order.
    var vcpus: [[Int64]]
  }

  /// One VM on its way into a class.
  private struct Member {
    let vm: StoredVM
    let snapshot: StoredSnapshot?
    let placement: String?
    /// Where it was started, if that is not where it runs; nil when unknown.
    let startedOn: String?
    var host: String? { snapshot?.host ?? placement }
  }

  /// The matrix of the VMs and hosts whose names are wanted.
  func matrix(
    vms isWantedVM: (String) -> Bool,
    hosts isWantedHost: (String) -> Bool
  ) throws -> FleetMatrix {
    // Every host can be a source; the wanted ones are targets.
    var all = HostKinds()
    var targets = HostKinds()
    for host in try reader.hosts() {
      let document = try reader.document(of: host)
      all.add(document)
      if isWantedHost(host.name) {
        targets.add(document, marks: try waivers.marks(document))
      }
    }
    return try matrix(isWantedVM, all, targets)
  }

  /// The matrix of the VMs whose names are wanted and of hosts that need not be in the store.
  func matrix(
    vms isWantedVM: (String) -> Bool,
    targets documents: [HostDocument]
  ) throws -> FleetMatrix {
    var all = HostKinds()
    for host in try reader.hosts() { all.add(try reader.document(of: host)) }
    var targets = HostKinds()
    for document in documents {
      targets.add(document, marks: try waivers.marks(document))
    }
    return try matrix(isWantedVM, all, targets)
  }

  private func matrix(
    _ isWantedVM: (String) -> Bool,
    _ all: HostKinds,
    _ targets: HostKinds
  ) throws -> FleetMatrix {
    let members = try members(isWantedVM)
    let groups = try configurations(members, all)
    let classes = try classes(groups, all, targets)
    return FleetMatrix(hosts: targets, vms: try judge(classes, all, targets))
  }

  private func members(_ isWanted: (String) -> Bool) throws -> [Member] {
    var snapshots: [String: StoredSnapshot] = [:]
    for snapshot in try reader.newestSnapshots() where isWanted(snapshot.vm) {
      snapshots[snapshot.vm] = snapshot
    }
    var placements: [String: String] = [:]
    for placement in try reader.placements() where isWanted(placement.vm) {
      placements[placement.vm] = placement.host
    }
    return try reader.vms().filter { isWanted($0.name) }.map { vm in
      let host = snapshots[vm.name]?.host ?? placements[vm.name]
      let start = try reader.start(ofVM: vm.name)?.host
      return Member(
        vm: vm,
        snapshot: snapshots[vm.name],
        placement: placements[vm.name],
        startedOn: start == host ? nil : start
      )
    }
  }

  /// Divides VMs by configuration.
  private func configurations(
    _ members: [Member],
    _ hosts: HostKinds
  ) throws -> [Configuration: [Member]] {
    var vcpus: [Int64: [[Int64]]] = [:]
    try reader.forEachNewestState(withContent: false) { state in
      vcpus[state.snapshot, default: []].append([state.registerList, state.idSet])
    }
    var kinds: [Digest: Digest] = [:]
    var groups: [Configuration: [Member]] = [:]
    for member in members {
      var key = Configuration()
      if case .definition(let digest) = member.vm.origin {
        if kinds[digest] == nil {
          kinds[digest] = try reader.document(of: member.vm)?.kindDigest
        }
        key.definition = kinds[digest]
      }
      key.capture = member.snapshot.map { snapshot in
        Capture(
          features: snapshot.vcpuFeatures,
          gic: snapshot.gic,
          mte: snapshot.mte,
          kernelRelease: snapshot.kernelRelease,
          format: snapshot.source.format,
          vcpus: vcpus[snapshot.rowID] ?? []
        )
      }
      key.source = member.host.map { hosts.place(of: $0) ?? -1 }
      key.createdOn = member.vm.createdOn.flatMap { hosts.place(of: $0) }
      key.startedOn = member.startedOn.flatMap { hosts.place(of: $0) }
      key.waived = waivers.vms.contains(member.vm.name) ? member.vm.name : nil
      groups[key, default: []].append(member)
    }
    return groups
  }

  /// Divides VMs of one configuration by the captured bits that matter.
  private func classes(
    _ groups: [Configuration: [Member]],
    _ all: HostKinds,
    _ targets: HostKinds
  ) throws -> [[Member]] {
    var classes = groups.filter { $0.key.capture == nil }.map(\.value)
    let captured = groups.filter { $0.key.capture != nil }.map(\.value)
    var groupOf: [Int64: Int] = [:]
    for (place, group) in captured.enumerated() {
      for member in group { if let id = member.snapshot?.rowID { groupOf[id] = place } }
    }
    // A group of one needs no projection.
    let projections = try captured.map { group -> [Int64: StateProjection] in
      guard group.count > 1, let first = group.first else { return [:] }
      return try self.projections(of: first, all, targets)
    }
    var keys: [Int64: [[UInt64]]] = [:]
    var interned: [[UInt64]: [UInt64]] = [:]
    try reader.forEachNewestState(withContent: true) { state in
      guard let group = groupOf[state.snapshot],
        let projection = projections[group][state.registerList]
      else { return }
      let list = try reader.registers(ofList: state.registerList)
      let values = try PackedRegisterValues(bytes: state.content).registers(in: list).values
      let key = projection.key(of: values)
      keys[state.snapshot, default: []].append(interned[key] ?? key)
      if interned[key] == nil { interned[key] = key }
    }
    for group in captured {
      let parts = Dictionary(grouping: group) { member in
        Self.stateClass(member.snapshot.flatMap { keys[$0.rowID] } ?? [])
      }
      classes += parts.values
    }
    return classes
  }

  /// The first vCPU tells the configuration; of the others it counts which there are, not how many.
  private static func stateClass(_ keys: [[UInt64]]) -> [[UInt64]] {
    let rest = Set(keys.dropFirst()).sorted { $0.lexicographicallyPrecedes($1) }
    return keys.prefix(1) + rest
  }

  /// What matters of the register lists that VMs of one configuration have.
  private func projections(
    of member: Member,
    _ all: HostKinds,
    _ targets: HostKinds
  ) throws -> [Int64: StateProjection] {
    guard let request = try request(member, all, targets) else { return [:] }
    let guest = GuestClass(request.guest, createdOn: request.createdOn)
    let plans = targets.classes.map {
      MovePlan(
        guest,
        source: request.source,
        target: $0.view,
        startedOn: request.startedOn,
        policy: policy
      )
    }
    var projections: [Int64: StateProjection] = [:]
    try reader.forEachState(of: member.snapshot) { state in
      guard projections[state.registerList] == nil else { return }
      let list = try reader.registers(ofList: state.registerList)
      projections[state.registerList] = StateProjection(list.ids, for: plans)
    }
    return projections
  }

  /// The question about a member's moves; its target is a placeholder.
  private func request(
    _ member: Member,
    _ all: HostKinds,
    _ targets: HostKinds
  ) throws -> CheckRequest? {
    let guest = Guest(
      definition: try reader.document(of: member.vm),
      snapshot: try member.snapshot.map { try reader.document(of: $0) }
    )
    guard let guest, let target = targets.classes.first?.view else { return nil }
    var request = CheckRequest(
      guest: guest,
      source: member.host.flatMap { all.view(of: $0) },
      target: target,
      checkedAt: now,
      toolVersion: ToolVersion.current
    )
    request.policy = policy
    request.startedOn = member.startedOn.flatMap { all.view(of: $0) }
    request.createdOn = guest.definition?.createdOn.flatMap { all.view(of: $0) }
    return request
  }

  /// What is asked of one class.
  private struct Question: Sendable {
    let request: CheckRequest
    /// The waivers that hold for moves to each class of hosts.
    let waivers: [[Waiver]]
  }

  /// How many classes are read before they are judged on all processors.
  private static let batch = 64

  /// Judges one member of each class.
  private func judge(
    _ classes: [[Member]],
    _ all: HostKinds,
    _ targets: HostKinds
  ) throws -> [VMClass] {
    var result: [VMClass] = []
    let sorted = classes.map { $0.sorted { $0.vm.name < $1.vm.name } }
      .sorted { ($0.first?.vm.name ?? "") < ($1.first?.vm.name ?? "") }
    for start in stride(from: 0, to: sorted.count, by: Self.batch) {
      let part = sorted[start..<min(start + Self.batch, sorted.count)]
      let requests = try part.map { members -> Question? in
        guard let first = members.first, let request = try request(first, all, targets) else {
          return nil
        }
        return Question(
          request: request,
          waivers: try targets.classes.map {
            try waivers.waivers(vm: first.vm.name, target: $0.view.document)
          }
        )
      }
      let rows = Parallel.map(requests) { question in
        question.map {
          FleetCell.row($0.request, to: targets.classes, waivers: $0.waivers)
        } ?? []
      }
      for (members, cells) in zip(part, rows) {
        result.append(
          VMClass(
            names: members.map(\.vm.name),
            hosts: members.map(\.host),
            cells: cells
          )
        )
      }
    }
    return result
  }
}

extension VMDocument {
  /// The digest of everything but what tells this VM from others of its kind.
  var kindDigest: Digest {
    var kind = self
    kind.name = "-"
    kind.uuid = nil
    kind.machine = nil
    return kind.digest
  }
}
