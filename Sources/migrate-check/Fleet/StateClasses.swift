import MigrationCheck
import MigrationState
import StateStore

/// VMs of one configuration, divided by what of their captured state matters.
struct StateClasses {
  /// One vCPU of every kind.
  private(set) var vcpus: [RegisterState] = []
  /// The VMs by the kinds of vCPUs they have, places in ``vcpus``.
  private(set) var classes: [[Int]: [FleetMember]] = [:]
  /// The captured state of the first VM of each class; nil unless it is kept.
  private(set) var first: [[Int]: [VCPUState]]?
  /// VMs that turn out to be of other configurations, by what tells them apart.
  private(set) var others: [[UInt64]: [FleetMember]] = [:]

  /// vCPUs of one kind get the same findings.
  private struct Kind: Hashable {
    let list: Int64
    let idSet: Int64
    let judged: [UInt64]
  }

  /// Reads the states of VMs, and keeps that of the first VM of every class if it is asked to.
  ///
  /// - Complexity: O(*n*) in the registers of the VMs; memory for one vCPU of every kind.
  init(
    _ members: [FleetMember],
    _ prepared: PreparedConfiguration,
    _ reader: StoreReader,
    keepsFirst: Bool
  ) throws {
    var places: [Kind: Int] = [:]
    var identity: [UInt64]?
    for member in members {
      var own: [UInt64] = []
      var kinds: [(Kind, StoredVCPUState)] = []
      try reader.forEachState(of: member.snapshot) { state in
        let telling = kinds.isEmpty ? prepared.ofFirst : prepared.ofOthers
        own += try telling[state.registerList]?.key(of: state.values) ?? []
        let judged = try prepared.projections[state.registerList]?.key(of: state.values) ?? []
        kinds.append((Kind(list: state.registerList, idSet: state.idSet, judged: judged), state))
      }
      if identity == nil { identity = own }
      guard own == identity else {
        others[own, default: []].append(member)
        continue
      }
      var kindsOfVM: Set<Int> = []
      for (kind, state) in kinds {
        let place = places[kind, default: vcpus.count]
        if place == vcpus.count {
          places[kind] = place
          vcpus.append(try reader.registers(of: state))
        }
        kindsOfVM.insert(place)
      }
      classes[kindsOfVM.sorted(), default: []].append(member)
    }
    guard keepsFirst else { return }
    first = try classes.mapValues { members in
      try members.first?.snapshot.map { try reader.vcpuStates(of: $0) } ?? []
    }
  }
}
