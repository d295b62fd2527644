import ArmArchitecture
import KVMEnforcement
import MigrationState

/// A move prepared for every VM of one configuration: all that a verdict says before any captured
/// register is read, and the plans that judge those.
///
/// ``Check`` judges one VM with it, ``FleetPlans`` the VMs of a fleet that differ in their state alone.
struct PreparedMove: Sendable {
  /// What one kind of the target's CPUs makes of the VM.
  struct Kind: Sendable {
    /// The kind's name in messages; empty on a host of one kind.
    let name: String
    /// What judges captured vCPUs.
    let plan: MovePlan
    /// What shows whatever the captured vCPUs hold.
    let findings: [Finding]
  }

  /// The kinds of the target's CPUs that the VM may run on; never empty.
  let kinds: [Kind]
  /// What the records show, whatever the kind.
  let records: [Finding]
  private let host: String
  private let isBothDirections: Bool

  /// Prepares a move; of the request's captured state only what the class takes is read.
  ///
  /// - Parameters:
  ///   - request: the move.
  ///   - guest: the VM's class.
  init(_ request: CheckRequest, _ guest: GuestClass) {
    host = request.target.name
    isBothDirections = request.isBothDirections
    kinds = request.target.kinds(affinity: request.guest.definition?.cpuAffinity).map { kind in
      Kind(guest, request, kind)
    }
    records =
      RecordCheck(request).findings + [RecordCheck.devicesOutside(request.guest)]
      + request.target.measurementFindings(isHypervisor: guest.features.contains(.el2))
  }

  /// Everything that is found about a VM with these vCPUs.
  func findings(_ vcpus: [IndexedVCPU]) -> FindingCollector {
    findings { place in
      vcpus.map { (index: $0.index, findings: kinds[place].plan.findings($0.vcpu)) }
    }
  }

  /// Everything that is found about a VM.
  ///
  /// - Parameter vcpus: what the plan at a place of ``kinds`` finds in captured vCPUs, with their
  ///   indices.
  /// - Returns: the findings, each kind of one register and bits once.
  func findings(
    _ vcpus: (Int) -> [(index: Int, findings: [Finding])]
  ) -> FindingCollector {
    let found = kinds.indices.map { place in
      var collector = FindingCollector()
      kinds[place].findings.forEach { collector.add($0) }
      for (index, findings) in vcpus(place) {
        findings.forEach { collector.add($0, vcpu: index) }
      }
      return (name: kinds[place].name, findings: collector)
    }
    var collector = FindingCollector.merged(found, host: host)
    records.forEach { collector.add($0) }
    if isBothDirections { collector.raise(FindingKind.firmwareUpgrade, to: .warn) }
    return collector
  }
}

/// A captured vCPU of a VM, ready to be judged.
struct IndexedVCPU {
  let index: Int
  let vcpu: CheckedVCPU

  init(_ state: VCPUState) {
    index = state.index
    vcpu = CheckedVCPU(state.registers, isCaptured: true)
  }
}

extension PreparedMove.Kind {
  init(_ guest: GuestClass, _ request: CheckRequest, _ kind: Int?) {
    name = kind.map { request.target.cpuName($0) } ?? ""
    plan = MovePlan(
      guest,
      source: request.source,
      target: request.target,
      startedOn: request.startedOn,
      policy: request.policy,
      kind: kind
    )
    guard let context = plan.context else {
      findings = plan.findings
      return
    }
    guard request.state == nil else {
      findings = plan.findings + Self.unknownRegisters(guest, context)
      return
    }
    let (registers, unknown) = Self.configured(guest, context, request)
    findings =
      plan.findings + [StateCheck.notChecked(request.guest)]
      + unknown.map(RecordCheck.unknownRegister)
      + plan.findings(CheckedVCPU(registers, isCaptured: false))
  }

  /// ID registers that the target shows, and that neither the captured state nor another record tells
  /// of the VM: the restore would leave the target's value.
  private static func unknownRegisters(
    _ guest: GuestClass,
    _ context: MoveContext
  ) -> [Finding] {
    context.target.profile.registers.ids.compactMap { id in
      guard let encoding = id.encoding, IDRegisters.isIDSpace(encoding),
        let limit = context.target.profile.limit(encoding), limit != 0,
        guest.idRegisters[encoding] == nil
      else { return nil }
      return RecordCheck.unknownRegister(encoding)
    }
  }

  /// The registers of a VM without captured state, and those that no record tells.
  private static func configured(
    _ guest: GuestClass,
    _ context: MoveContext,
    _ request: CheckRequest
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
}

extension CheckRequest {
  /// The captured state that is judged; nil without a snapshot, and when it is not asked about.
  var state: SnapshotDocument? { isConfigurationOnly ? nil : guest.snapshot }
}

extension HostView {
  /// A kind of CPU in messages.
  fileprivate func cpuName(_ kind: Int) -> String {
    guard document.cpus.indices.contains(kind) else { return "\(kind)" }
    return "\(kind) (MIDR_EL1 0x\(String(document.cpus[kind].midr, radix: 16)))"
  }
}
