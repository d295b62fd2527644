import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 3: what the target implements, the VM does not advertise, and the target leaves reachable.
///
/// Nothing of it would stop KVM: the findings say so.
struct HiddenFeatureCheck: GroupCheck {
  let findings: [Finding]
  let exposures: [ExposureRecord]
  /// What captured state is compared with; nil when nothing is to be compared.
  private let state: HiddenStateCheck?

  init(_ context: MoveContext) {
    let guest = context.guest
    guard let target = HostExposures(guest, on: context.target.host, as: .target) else {
      findings = [Self.unknownKernel(context.target.host)]
      exposures = []
      state = nil
      return
    }
    let source = context.sourceHost.flatMap { HostExposures(guest, on: $0, as: .source) }
    let started = context.startedOn.flatMap { HostExposures(guest, on: $0, as: .source) }
    let move = ExposedMove(
      source: source,
      target: target,
      started: started,
      stays: context.sourceHost.map { $0.isSame(as: context.target.host) } ?? false,
      undetermined: guest.undeterminedFeatures,
      policy: context.policy
    )
    findings = (move.met + move.ended + move.undecided + move.doubtful).map {
      var finding = $0
      finding.beyondKvm = true
      return finding
    }
    exposures = ExposureRecord.all(from: source, to: target)
    state = move.stays ? nil : HiddenStateCheck(target)
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard vcpu.isCaptured, let state else { return [] }
    return state.findings(vcpu.registers)
  }

  func judgedBits(_ id: RegisterID) -> UInt64 {
    state == nil ? 0 : StatefulFeatures.judgedBits(id)
  }

  /// No model tells what the target's kernel hides.
  private static func unknownKernel(_ host: HostView) -> Finding {
    var finding = FindingKind.exposureUnknown.finding(
      .undecided,
      host.name,
      "what the kernel of \(host.name) (\(host.document.kernelRelease)) hides from a VM is not known"
    )
    finding.remedy = FindingKind.exposureUnknown.remedy
    finding.beyondKvm = true
    return finding
  }
}
