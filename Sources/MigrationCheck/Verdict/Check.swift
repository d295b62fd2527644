import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Judges one move.
public struct Check {
  /// The version of the rule tables: it changes whenever an answer can.
  public static let model = "1"

  private let request: CheckRequest
  private var collector = FindingCollector()

  /// Prepares a judgement.
  public init(_ request: CheckRequest) {
    self.request = request
  }

  /// The verdict, with every finding.
  public mutating func verdict() -> VerdictDocument {
    judge()
    let findings = collector.sorted(vcpuCount: request.guest.snapshot?.vcpus.count ?? 1)
    let open = findings.filter { $0.waived == nil }
    let outcome: VerdictDocument.Outcome =
      open.contains { $0.severity == .refuse }
      ? .refused : open.contains { $0.severity == .undecided } ? .undecided : .allowed
    return VerdictDocument(
      verdict: outcome,
      vm: request.guest.name,
      source: request.source?.name,
      target: request.target.name,
      policy: request.policy,
      checkedAt: request.checkedAt,
      toolVersion: request.toolVersion,
      model: Self.model,
      inputs: VerdictDocument.Inputs(
        vm: request.guest.definition?.digest.description,
        snapshot: state?.digest.description,
        source: request.source?.document.digest.description,
        target: request.target.document.digest.description
      ),
      options: options,
      findings: findings,
      exposures: []
    )
  }

  /// The captured state that is judged.
  private var state: SnapshotDocument? {
    request.isConfigurationOnly ? nil : request.guest.snapshot
  }

  private var options: [String: String] {
    var options = ["policy": request.policy.rawValue]
    if request.isConfigurationOnly { options["configOnly"] = "true" }
    return options
  }

  private mutating func judge() {
    RecordCheck(request).findings.forEach { collector.add($0) }
    let guest = request.guest
    let target = request.target
    let features = VCPUFeatureCheck(guest: guest, target: target)
    let refusals = features.findings
    guard refusals.isEmpty else {
      refusals.forEach { collector.add($0) }
      return
    }
    switch target.profile(features: guest.features, gic: guest.gic, mte: guest.mte) {
    case .refused(let reason): collector.add(features.refused(reason))
    case .unknown: collector.add(features.missing)
    case .found(let profile, let comparesGIC, let isDerived):
      if isDerived { collector.add(features.derived) }
      let context = CheckContext(
        guest: guest,
        target: Side(profile: profile, host: target),
        comparesGIC: comparesGIC,
        source: side(request.source),
        client: guest.client,
        writesImplementationIDs: guest.definition?.writableImplementationIds ?? false
      )
      restore(context)
    }
  }

  /// Groups 1, 2 and 5: the captured vCPUs, else the registers that a vCPU of the source has.
  private mutating func restore(_ context: CheckContext) {
    let check = RestoreCheck(context)
    if let state {
      for vcpu in state.vcpus {
        check.findings(vcpu.registers).forEach { collector.add($0, vcpu: vcpu.index) }
      }
      return
    }
    collector.add(StateCheck.notChecked(context.guest))
    let configured = context.guest.configuredRegisters(
      createdOn: side(request.createdOn)?.profile,
      wanted: AdmissionPlan(
        profile: context.target.profile,
        kernel: context.target.host.kernel,
        facts: context.target.host.facts
      ).limits
    )
    configured.unknown.forEach { collector.add(RecordCheck.unknownRegister($0)) }
    var registers = configured.known
    if !request.isConfigurationOnly, let source = context.source {
      // A VM that runs there has the registers of a fresh vCPU, with its own configuration.
      registers = RegisterState(source.profile.registers)
      for (id, value) in configured.known { registers.set(id, to: value) }
    }
    for (id, value) in context.guest.definition?.firmware ?? RegisterState() {
      registers.set(id, to: value)
    }
    check.findings(registers).forEach { collector.add($0) }
  }

  /// A host with the profile of the VM's features; nil when the host or the profile is unknown.
  private func side(_ host: HostView?) -> Side? {
    guard let host,
      case .found(let profile, _, _) = host.profile(
        features: request.guest.features,
        gic: request.guest.gic,
        mte: request.guest.mte
      )
    else { return nil }
    return Side(profile: profile, host: host)
  }
}
