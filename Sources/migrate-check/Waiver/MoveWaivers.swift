import MigrationCheck
import MigrationState
import StateStore

/// The waivers of a store that hold at a moment, by VM and target.
struct MoveWaivers {
  private let reader: StoreReader
  /// Those that hold at the moment, wherever.
  private let holding: [StoredWaiver]
  /// The hosts of the pools that they name.
  private let pools: [String: Set<String>]
  /// The names of the records that they are about.
  private let subjects: Set<String>

  init(_ reader: StoreReader, at moment: Timestamp) throws {
    self.reader = reader
    holding = try reader.waivers().filter { $0.holds(at: moment) }
    var pools: [String: Set<String>] = [:]
    for waiver in holding where waiver.waiver.scope.kind == .pool {
      pools[waiver.waiver.scope.name] = Set(try reader.hosts(inPool: waiver.waiver.scope.name))
    }
    self.pools = pools
    subjects = Set(
      holding.compactMap { stored in
        let subject = try? WaiverSubject(stored.waiver.subject)
        return if case .record(let name)? = subject { name } else { nil }
      }
    )
  }

  /// The VMs that a waiver names, for its scope or as its subject.
  var vms: Set<String> {
    subjects.union(holding.map(\.waiver.scope).filter { $0.kind == .vm }.map(\.name))
  }

  /// What tells a target from other hosts of its kind: the ids of the waivers that hold for moves to
  /// it, of some VM or of all, and its name when one is about the host itself.
  func marks(_ target: HostDocument) throws -> [String] {
    try holding.filter { try holds($0, for: target) }.map(\.id) + marks(ofName: target.name)
  }

  /// A record's name when a waiver is about the record, which findings name.
  func marks(ofName name: String) -> [String] { subjects.contains(name) ? [name] : [] }

  /// The waivers that hold for a move of a VM to a host.
  func waivers(vm: String, target: HostDocument) throws -> [Waiver] {
    try holding.filter { stored in
      if stored.waiver.scope.kind == .vm, stored.waiver.scope.name != vm { return false }
      return try holds(stored, for: target)
    }.compactMap { Waiver(id: $0.id, $0.waiver) }
  }

  /// Whether a waiver holds on a host, whatever the VM.
  private func holds(_ stored: StoredWaiver, for target: HostDocument) throws -> Bool {
    let targetClass = HostClass(target)
    let scope = stored.waiver.scope
    switch scope.kind {
    case .hostClass: return scope.name == targetClass.description
    case .pool: if pools[scope.name]?.contains(target.name) != true { return false }
    case .vm: break
    }
    let then = try reader.host(target.name, whenGranted: stored)
    return then.map { HostClass($0) == targetClass } ?? true
  }
}

extension HostClass {
  /// The class of a recorded version of a host.
  fileprivate init(_ host: StoredHost) {
    self.init(cpus: host.cpus, kernelRelease: host.kernelRelease, buildId: host.buildId)
  }
}
