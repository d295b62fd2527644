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
        snapshot: request.guest.snapshot?.digest.description,
        source: request.source?.digest.description,
        target: request.target.digest.description,
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
    let assumed = [request.target, request.source].compactMap { $0 }.first(where: \.isAssumed)
    options["assumeKernel"] = assumed?.kernelName
    if request.isBothDirections { options["bothDirections"] = "true" }
    if request.isWayBack { options["direction"] = "back" }
    options["breakGlass"] = request.breakGlass
    return options
  }

  private mutating func judge() {
    let guest = GuestClass(request.guest, createdOn: request.createdOn)
    let kinds = request.target.kinds(affinity: request.guest.definition?.cpuAffinity)
    let judged = kinds.map { kind in (name: kind.map(cpuName) ?? "", judge(guest, kind)) }
    collector = FindingCollector.merged(
      judged.map { (name: $0, findings: $1.findings) },
      host: request.target.name
    )
    exposures = ExposureRecord.merged(judged.map(\.1.exposures))
    RecordCheck(request).findings.forEach { collector.add($0) }
    collector.add(RecordCheck.devicesOutside(request.guest))
    let measurement = MeasurementCheck(request.target)
    measurement?.findings(isHypervisor: guest.features.contains(.el2)).forEach {
      collector.add($0)
    }
    if request.isBothDirections {
      collector.raise(FindingKind.firmwareUpgrade, to: .warn)
    }
  }

  /// What one kind of the target's CPUs finds.
  private func judge(
    _ guest: GuestClass,
    _ kind: Int?
  ) -> (findings: FindingCollector, exposures: [ExposureRecord]) {
    var collector = FindingCollector()
    let plan = MovePlan(
      guest,
      source: request.source,
      target: request.target,
      startedOn: request.startedOn,
      policy: request.policy,
      kind: kind
    )
    plan.findings.forEach { collector.add($0) }
    guard let context = plan.context else { return (collector, plan.exposures) }
    if let state {
      unknownRegisters(guest, context).forEach { collector.add($0) }
      for vcpu in state.vcpus {
        let checked = CheckedVCPU(vcpu.registers, isCaptured: true)
        plan.findings(checked).forEach { collector.add($0, vcpu: vcpu.index) }
      }
      return (collector, plan.exposures)
    }
    collector.add(StateCheck.notChecked(request.guest))
    let (registers, unknown) = configured(guest, context)
    unknown.forEach { collector.add(RecordCheck.unknownRegister($0)) }
    plan.findings(CheckedVCPU(registers, isCaptured: false)).forEach { collector.add($0) }
    return (collector, plan.exposures)
  }

  /// ID registers that the target shows, and that neither the captured state nor another record tells
  /// of the VM: the restore would leave the target's value.
  private func unknownRegisters(_ guest: GuestClass, _ context: MoveContext) -> [Finding] {
    context.target.profile.registers.ids.compactMap { id in
      guard let encoding = id.encoding, IDRegisters.isIDSpace(encoding),
        let limit = context.target.profile.limit(encoding), limit != 0,
        guest.idRegisters[encoding] == nil
      else { return nil }
      return RecordCheck.unknownRegister(encoding)
    }
  }

  /// The registers of a VM without captured state, and those that no record tells.
  private func configured(
    _ guest: GuestClass,
    _ context: MoveContext
  ) -> (registers: RegisterState, unknown: [Encoding]) {
    let configured = request.guest.configuredRegisters(
      guest,
      wanted: AdmissionPlan(
        profile: context.target.profile,
        kernel: context.target.host.kernel,
        facts: context.target.host.facts
      ).limits
    )
    var registers = configured.known
    if !request.isConfigurationOnly, let source = context.source {
      // A VM that runs there has the registers of a fresh vCPU, with its own configuration.
      registers = RegisterState(source.profile.registers)
      for (id, value) in configured.known { registers.set(id, to: value) }
    }
    for (id, value) in request.guest.definition?.firmware ?? RegisterState() {
      registers.set(id, to: value)
    }
    return (registers, configured.unknown)
  }

  private func cpuName(_ kind: Int) -> String {
    let cpus = request.target.document.cpus
    guard cpus.indices.contains(kind) else { return "\(kind)" }
    return "\(kind) (MIDR_EL1 0x\(String(cpus[kind].midr, radix: 16)))"
  }
}
