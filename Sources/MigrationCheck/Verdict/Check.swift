import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Judges one move.
public struct Check {
  /// The version of the rule tables: it changes whenever an answer can.
  public static let model = "1"

  private let request: CheckRequest
  private var collector = FindingCollector()
  private var exposures: [ExposureRecord] = []

  /// Prepares a judgement.
  public init(_ request: CheckRequest) {
    self.request = request
  }

  /// The verdict, with every finding.
  public mutating func verdict() -> VerdictDocument {
    judge()
    let findings = Waiver.apply(
      request.waivers,
      to: collector.sorted(vcpuCount: request.guest.snapshot?.vcpus.count ?? 1)
    )
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
        target: request.target.document.digest.description,
        waivers: request.waivers.map(\.id).sorted()
      ),
      options: options,
      findings: findings,
      exposures: exposures
    )
  }

  /// The captured state that is judged.
  private var state: SnapshotDocument? {
    request.isConfigurationOnly ? nil : request.guest.snapshot
  }

  private var options: [String: String] {
    var options = ["policy": request.policy.rawValue]
    if request.isConfigurationOnly { options["configOnly"] = "true" }
    if request.target.isAssumed { options["assumeKernel"] = request.target.kernelName }
    options["breakGlass"] = request.breakGlass
    return options
  }

  private mutating func judge() {
    let guest = GuestClass(request.guest, createdOn: request.createdOn)
    let plan = MovePlan(
      guest,
      source: request.source,
      target: request.target,
      startedOn: request.startedOn,
      policy: request.policy
    )
    RecordCheck(request).findings.forEach { collector.add($0) }
    collector.add(RecordCheck.devicesOutside(request.guest))
    let measurement = MeasurementCheck(request.target)
    measurement?.findings(isHypervisor: guest.features.contains(.el2)).forEach {
      collector.add($0)
    }
    plan.findings.forEach { collector.add($0) }
    exposures = plan.exposures
    guard let context = plan.context else { return }
    if let state {
      for vcpu in state.vcpus {
        let checked = CheckedVCPU(vcpu.registers, isCaptured: true)
        plan.findings(checked).forEach { collector.add($0, vcpu: vcpu.index) }
      }
      return
    }
    collector.add(StateCheck.notChecked(request.guest))
    let configured = request.guest.configuredRegisters(
      guest,
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
    for (id, value) in request.guest.definition?.firmware ?? RegisterState() {
      registers.set(id, to: value)
    }
    plan.findings(CheckedVCPU(registers, isCaptured: false)).forEach { collector.add($0) }
  }
}
