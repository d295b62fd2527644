import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Hosts of a pool that offer the same to a VM, with what they offer.
struct PoolMember: Sendable {
  /// The names of the hosts, sorted.
  let names: [String]
  /// One of them.
  let host: HostView
  /// What stands for the pool's vCPUs there.
  let profile: VCPUProfile
  /// Which ID registers its KVM accepts.
  let admission: AdmissionPlan

  /// How messages name the member: up to three hosts, then how many more.
  var label: String {
    names.count <= 3
      ? names.joined(separator: ", ")
      : names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
  }

  /// The word of a register of a fresh vCPU; nil when it has none.
  func word(_ id: RegisterID?) -> UInt64? { id.flatMap { profile.registers[$0]?.first } }

  /// A register that user space or the kernel reads on the host itself.
  func hostWord(_ name: String) -> UInt64? {
    RegisterID(name).flatMap { host.document.userIdRegisters[$0]?.word }
  }

  /// Groups hosts that differ in name and time of capture alone, in the order of their names.
  ///
  /// - Returns: the members, and why each host that cannot be one is left out.
  static func members(
    _ request: BaselineRequest
  ) -> (members: [PoolMember], excluded: [BaselineReport.Exclusion]) {
    var groups: [Digest: [HostView]] = [:]
    var order: [Digest] = []
    for host in request.hosts.sorted(by: { $0.name < $1.name }) {
      let digest = host.document.kindDigest
      if groups[digest] == nil { order.append(digest) }
      groups[digest, default: []].append(host)
    }
    var members: [PoolMember] = []
    var excluded: [BaselineReport.Exclusion] = []
    for hosts in order.compactMap({ groups[$0] }) {
      guard let host = hosts.first else { continue }
      let names = hosts.map(\.name)
      if let reason = refusal(request, host) {
        excluded.append(BaselineReport.Exclusion(hosts: names, reason: reason))
        continue
      }
      switch host.profile(features: request.features, gic: request.gic, mte: request.mte) {
      case .found(let profile, _, _):
        members.append(
          PoolMember(
            names: names,
            host: host,
            profile: profile,
            admission: AdmissionPlan(
              profile: profile,
              kernel: host.kernel,
              facts: host.facts,
              writableImplementationIDs: request.writesImplementationIDs
            )
          )
        )
      case .refused(let reason):
        excluded.append(BaselineReport.Exclusion(hosts: names, reason: reason))
      case .unknown:
        excluded.append(
          BaselineReport.Exclusion(
            hosts: names,
            reason: "the record has no profile with these vCPU features"
          )
        )
      }
    }
    return (members, excluded)
  }

  /// Why the host cannot create such a vCPU; nil when it can, as far as its capabilities tell.
  private static func refusal(_ request: BaselineRequest, _ host: HostView) -> String? {
    let problems = VCPUInit(
      request.features,
      mte: request.mte,
      kernel: host.kernel,
      capabilities: host.document.kvmCapabilities.mapValues { Int($0) }
    ).problems
    guard !problems.isEmpty else { return nil }
    let names = problems.map { problem in
      switch problem {
      case .unknown(let feature), .unavailable(let feature), .unrecorded(let feature):
        feature.rawValue
      case .mteUnavailable: "mte"
      case .ptrauthIncomplete: "ptrauth-address without ptrauth-generic, or the reverse"
      case .aarch32Conflict: "el1-32bit with EL2 or memory tagging"
      }
    }
    return "it does not offer " + names.joined(separator: ", ")
  }
}
