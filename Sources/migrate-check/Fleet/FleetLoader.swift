import Dispatch
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateStore

/// Builds the matrix of a fleet from a store.
///
/// VMs are divided twice: by configuration (definition, kind of capture, register lists, ID registers,
/// host they run on), and within that by the bits of their captured state that any target's verdict
/// depends on. Each class is then judged once a class of hosts, as `check` judges one VM.
struct FleetLoader {
  private let reader: StoreReader
  private let now: Timestamp
  private let policy: VerdictDocument.Policy
  /// Whether the findings about the first VM of every class are kept, beside what cells count.
  private let keepsFindings: Bool
  /// Whether it is asked which VMs could come back.
  private let isBothDirections: Bool
  private let waivers: MoveWaivers

  init(
    reader: StoreReader,
    now: Timestamp,
    policy: VerdictDocument.Policy,
    keepsFindings: Bool = false,
    isBothDirections: Bool = false
  ) throws {
    self.reader = reader
    self.now = now
    self.policy = policy
    self.keepsFindings = keepsFindings
    self.isBothDirections = isBothDirections
    waivers = try MoveWaivers(reader, at: now)
  }

  /// Which VMs a matrix is of.
  enum Members {
    /// All whose names are wanted.
    case wanted((String) -> Bool)
    /// A few.
    case named([String])
  }

  /// The matrix of VMs and of the hosts whose names are wanted.
  func matrix(_ members: Members, hosts isWantedHost: (String) -> Bool) throws -> FleetMatrix {
    var reading = Stopwatch()
    let fleet = try reading.time {
      var targets = HostKinds()
      let all = try hosts { document, kind in
        guard isWantedHost(document.name) else { return }
        targets.add(document, kind: kind, marks: try waivers.marks(document))
      }
      return FleetHosts(all: all, targets: targets)
    }
    return try matrix(members, fleet, reading)
  }

  /// The matrix of VMs and of hosts that need not be in the store.
  ///
  /// A host of the name that a VM's own host has is that host, under another kernel say.
  func matrix(_ members: Members, targets documents: [HostDocument]) throws -> FleetMatrix {
    var targets = HostKinds()
    for document in documents {
      targets.add(document, kind: document.kindDigest, marks: try waivers.marks(document))
    }
    return try matrix(
      members,
      FleetHosts(
        all: try hosts { _, _ in },
        targets: targets,
        named: Set(documents.map(\.name))
      ),
      Stopwatch()
    )
  }

  /// All hosts by class; a body is called with each of them.
  private func hosts(_ body: (HostDocument, Digest) throws -> Void) throws -> HostKinds {
    var all = HostKinds()
    let stored = try reader.hosts()
    for start in stride(from: 0, to: stored.count, by: 64) {
      let documents = try stored[start..<min(start + 64, stored.count)].map {
        try reader.document(of: $0)
      }
      for (document, kind) in zip(documents, Parallel.map(documents) { $0.kindDigest }) {
        // On the way back a VM's own host is a target.
        let marks =
          isBothDirections
          ? try waivers.marks(document) : waivers.marks(ofName: document.name)
        all.add(document, kind: kind, marks: marks)
        try body(document, kind)
      }
    }
    return all
  }

  /// Reads, divides, judges and counts, and tells with `--verbose` how long each took.
  private func matrix(
    _ members: Members,
    _ hosts: FleetHosts,
    _ reading: Stopwatch
  ) throws -> FleetMatrix {
    var (reading, judging, counting) = (reading, Stopwatch(), Stopwatch())
    let members = try reading.time {
      switch members {
      case .wanted(let isWanted): try FleetMember.all(reader, where: isWanted)
      case .named(let names): try FleetMember.named(names.sorted(), reader)
      }
    }
    let groups = try reading.time {
      try FleetConfiguration.groups(of: members, on: hosts, waived: waivers.vms, reader)
    }
    let progress = Progress("VMs", of: members.count)
    let judged = try judge(groups, hosts, progress, &reading, &judging)
    let classes = judged.classes.sorted { ($0.names.first ?? "") < ($1.names.first ?? "") }
    let (matrix, pairs) = counting.time {
      let matrix = FleetMatrix(hosts: hosts.targets, vms: classes, findings: judged.findings)
      return (matrix, matrix.counts.pairs)
    }
    Diagnostics.info(
      "read \(members.count) VMs of \(classes.count) classes and \(hosts.targets.count) hosts of "
        + "\(hosts.judged.count) classes in \(reading.text)"
    )
    Diagnostics.info(
      "judged \(classes.count * hosts.judged.count) pairs of classes meanwhile and in "
        + "\(judging.text) more"
    )
    Diagnostics.info("counted \(pairs) pairs in \(counting.text)")
    return matrix
  }

  /// How many configurations are prepared or judged ahead of the one that is read.
  private static let ahead = 16

  /// Judges VMs by configuration: plans and verdicts are worked out on all processors while states are
  /// read.
  ///
  /// - Complexity: memory for some configurations at a time.
  private func judge(
    _ groups: [[FleetMember]],
    _ hosts: FleetHosts,
    _ progress: Progress,
    _ reading: inout Stopwatch,
    _ judging: inout Stopwatch
  ) throws -> JudgedClasses {
    var result = JudgedClasses()
    guard hosts.targets.count > 0 else {
      result.add(groups.map { JudgedClasses.Entry($0, cells: []) })
      return result
    }
    var progress = progress
    var groups = groups
    var prepared: [Pending<PreparedConfiguration>] = []
    var judged: [Pending<[JudgedClasses.Entry]>] = []
    var done = 0
    var place = 0
    let targets = hosts.judged
    while place < groups.count {
      while prepared.count < min(place + Self.ahead, groups.count) {
        let asked = try reading.time { try question(groups[prepared.count][0], hosts) }
        prepared.append(Pending { PreparedConfiguration(asked, to: targets) })
      }
      let members = groups[place]
      guard let configuration = judging.time({ prepared[place].take() }) else { break }
      let states = try reading.time {
        try StateClasses(members, configuration, reader, keepsFirst: keepsFindings)
      }
      groups += states.others.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
      judged.append(Pending { [states] in JudgedClasses.entries(states, configuration) })
      if judged.count > Self.ahead {
        judging.time { result.add(judged[judged.count - 1 - Self.ahead].take() ?? []) }
      }
      groups[place] = []
      place += 1
      done += states.classes.reduce(0) { $0 + $1.value.count }
      progress.done(done)
    }
    for pending in judged.suffix(Self.ahead) {
      judging.time { result.add(pending.take() ?? []) }
    }
    progress.finish()
    return result
  }

  /// The question about the moves of one VM of a configuration.
  private func question(
    _ member: FleetMember,
    _ hosts: FleetHosts
  ) throws -> PreparedConfiguration.Question {
    var snapshot = try member.snapshot.map { try reader.document(of: $0) }
    let source = member.host.flatMap { hosts.source($0) }
    // The VMs of a configuration run on hosts of one class, which goes by one name.
    if snapshot?.host != nil, let source { snapshot?.host = source.name }
    var definition = try reader.document(of: member.vm)
    if hosts.standsIn {
      snapshot?.vm = StandIn.vm
      definition?.name = StandIn.vm
    }
    let guest = Guest(definition: definition, snapshot: snapshot)
    guard let guest, let target = hosts.judged.first?.view else {
      throw CommandError(.fault, "\(member.vm.name) has neither a definition nor a snapshot")
    }
    var request = CheckRequest(
      guest: guest,
      source: source,
      target: target,
      checkedAt: now,
      toolVersion: ToolVersion.current
    )
    request.policy = policy
    request.isBothDirections = isBothDirections
    request.startedOn = member.startedOn.flatMap { hosts.start($0) }
    request.createdOn = guest.definition?.createdOn.flatMap { hosts.all.kind(of: $0) }
    var lists: [Int64: RegisterList] = [:]
    try reader.forEachState(of: member.snapshot) { state in
      lists[state.registerList] = try reader.registers(ofList: state.registerList)
    }
    return PreparedConfiguration.Question(
      request: request,
      waivers: try waivers(of: member, hosts),
      lists: lists
    )
  }

  /// The waivers that hold for the moves of a VM to each class of hosts, and for its ways back.
  private func waivers(of member: FleetMember, _ hosts: FleetHosts) throws -> FleetPlans.Waivers {
    let targets = hosts.targets.classes.map(\.view.document)
    let own = isBothDirections ? member.host.flatMap { hosts.all.view(of: $0) }?.document : nil
    return FleetPlans.Waivers(
      there: try targets.map { target in
        renamed(try waivers.waivers(vm: member.vm.name, target: target), member, target, hosts)
      },
      back: try targets.map { target in
        guard let own else { return [] }
        return renamed(try waivers.waivers(vm: member.vm.name, target: own), member, target, hosts)
      }
    )
  }

  /// Waivers by the names that the findings of a move have.
  private func renamed(
    _ waivers: [Waiver],
    _ member: FleetMember,
    _ target: HostDocument,
    _ hosts: FleetHosts
  ) -> [Waiver] {
    guard hosts.standsIn else { return waivers }
    var names = [(name: member.vm.name, other: StandIn.vm), (target.name, StandIn.target)]
    if let host = member.host { names.append((host, StandIn.source)) }
    if let start = member.startedOn { names.append((start, StandIn.start)) }
    return waivers.flatMap { $0.renamed(names) }
  }
}
