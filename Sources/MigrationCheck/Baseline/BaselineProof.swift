import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Judges every move of a VM with the baseline's configuration within its pool.
public struct BaselineProof: Sendable {
  /// One verdict a pair of kinds of hosts, sources in the order of their names, then targets.
  public let verdicts: [VerdictDocument]

  /// True when every move is allowed.
  public var holds: Bool { verdicts.allSatisfy { $0.verdict == .allowed } }

  /// Starts a VM on each kind of host, writes the settings, and judges its move to each other kind,
  /// and to a host of its own kind.
  ///
  /// - Parameters:
  ///   - request: the pool.
  ///   - baseline: its baseline.
  ///   - checkedAt: the moment the verdicts are for.
  ///   - toolVersion: the version of the tool that asks.
  public init(
    _ request: BaselineRequest,
    _ baseline: BaselineReport,
    checkedAt: Timestamp,
    toolVersion: String
  ) {
    guard let definition = baseline.definition else {
      verdicts = []
      return
    }
    let members = PoolMember.members(request).members
    let vcpus = PoolVCPUs(members, request, baseline.settings)
    var verdicts: [VerdictDocument] = []
    for (place, source) in members.enumerated() {
      var snapshot = SnapshotDocument(
        vm: definition.name,
        capturedAt: checkedAt,
        source: CaptureSource(format: "baseline"),
        vcpus: [VCPUState(index: 0, registers: Self.registers(vcpus.set[place]))]
      )
      snapshot.host = source.host.name
      snapshot.vcpuFeatures = request.features
      snapshot.gic = request.gic
      snapshot.mte = request.mte
      guard let guest = Guest(definition: definition, snapshot: snapshot) else { continue }
      for target in members {
        var check = Check(
          CheckRequest(
            guest: guest,
            source: source.host,
            target: target.host,
            checkedAt: checkedAt,
            toolVersion: toolVersion
          )
        )
        verdicts.append(check.verdict())
      }
    }
    self.verdicts = verdicts
  }

  private static func registers(_ vcpu: VCPUModel) -> RegisterState {
    RegisterState(
      vcpu.plan.profile.registers.ids.compactMap { id in
        vcpu.read(id).flatMap { RegisterValue(words: $0, width: id.width) }.map { (id, $0) }
      }
    )
  }
}
