import ArmArchitecture
import KVMEnforcement
import MigrationState

extension Check {
  /// Whether the VM can come back: the verdict from the target to the source, with the state that
  /// the restore there leaves.
  ///
  /// Mitigation levels are the target's by then, tolerated fields read 0, registers that only the
  /// target has are captured with the next snapshot. The verdict names the records of the way
  /// there as its inputs, and `direction` = `back` among its options.
  ///
  /// - Parameters:
  ///   - request: the way there.
  ///   - change: changes the request for the way back, for the waivers that hold there.
  /// - Returns: nil when the source is unknown: there is nowhere to come back to.
  public static func wayBack(
    _ request: CheckRequest,
    change: (inout CheckRequest) -> Void = { _ in }
  ) -> VerdictDocument? {
    guard let source = request.source else { return nil }
    var back = request
    (back.source, back.target) = (request.target, source)
    back.isWayBack = true
    if let restored = restored(request) { back.guest = restored }
    change(&back)
    var check = Check(back)
    var verdict = check.verdict()
    verdict.inputs.vm = request.guest.definition?.digest.description
    verdict.inputs.snapshot = request.guest.snapshot?.digest.description
    return verdict
  }

  /// The VM after its restore and first run on the target; nil when it has no captured state, or when
  /// no vCPU can be made for it there.
  private static func restored(_ request: CheckRequest) -> Guest? {
    guard !request.isConfigurationOnly, var snapshot = request.guest.snapshot else { return nil }
    let captured = GuestClass(request.guest, createdOn: request.createdOn)
    let plan = MovePlan(
      captured,
      source: request.source,
      target: request.target,
      policy: request.policy
    )
    guard let context = plan.context else { return nil }
    let restore = RestoreCheck(context)
    var vcpus = snapshot.vcpus.map { vcpu in
      restore.restored(CheckedVCPU(vcpu.registers, isCaptured: true))
    }
    snapshot.host = request.target.name
    snapshot.kernelRelease = nil
    snapshot.vcpuFeatures = request.guest.features
    snapshot.gic = request.guest.gic
    snapshot.mte = request.guest.mte
    // What the restore changed is no contradiction of the definition.
    var definition = request.guest.definition
    definition?.idRegisters = RegisterState()
    func guest() -> Guest? {
      for (index, vcpu) in vcpus.enumerated() {
        snapshot.vcpus[index].registers = restore.ownGIC(
          RegisterState(vcpu.registers),
          of: snapshot.vcpus[index].registers
        )
      }
      return Guest(definition: definition, snapshot: snapshot)
    }
    // The first run follows from the ID registers that the restore left.
    guard let restored = guest(),
      let run = request.target.modelled(GuestClass(restored), KernelModel.hidingAtMost)
    else { return guest() }
    let earlier = request.source?.modelled(captured, KernelModel.hidingAtLeast)
    for index in vcpus.indices { vcpus[index].run(run, after: earlier) }
    return guest()
  }
}

extension HostView {
  /// What the host's kernel derives from a VM's configuration, by the model that stands for it on the
  /// way there (`FirstRunCheck`); nil when the kernel, or a VM with EL2 on it, is not modelled.
  fileprivate func modelled(
    _ guest: GuestClass,
    _ bound: (KernelVersion) -> KernelModel.Bound?
  ) -> ConfigurationPlan? {
    try? bound(kernel)?.model.plan(for: configuration(of: guest))
  }
}
