import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The way back of the VMs of one configuration from one target: what their restore and first run there
/// leave of them.
struct WayBack: Sendable {
  /// What is asked: the move from the target to the source, of the VM as the way there left it.
  private(set) var request: CheckRequest
  /// The restore on the target; nil without captured state, and when no vCPU can be made there.
  private var restore: RestoreCheck?
  /// The first run there; nil when the target's kernel, or a VM with EL2 on it, is not modelled.
  private var run: ConfigurationPlan?
  /// What the source's kernel derived, under which the state was captured.
  private var earlier: ConfigurationPlan?

  /// Prepares the way back; nil when the source is unknown: there is nowhere to come back to.
  ///
  /// Mitigation levels are the target's by then, tolerated fields read 0, registers that only the
  /// target has are captured with the next snapshot.
  ///
  /// - Parameter there: the way there.
  init?(_ there: CheckRequest) {
    guard let source = there.source else { return nil }
    request = there
    (request.source, request.target) = (there.target, source)
    request.isWayBack = true
    guard !there.isConfigurationOnly, let snapshot = there.guest.snapshot else { return }
    let captured = GuestClass(there.guest, createdOn: there.createdOn)
    let plan = MovePlan(captured, source: source, target: there.target, policy: there.policy)
    guard let context = plan.context else { return }
    restore = RestoreCheck(context)
    // The first run follows from the ID registers that the restore left.
    guard let restored = guest(there, snapshot) else { return }
    run = there.target.modelled(GuestClass(restored), KernelModel.hidingAtMost)
    earlier = source.modelled(captured, KernelModel.hidingAtLeast)
    request.guest = guest(there, snapshot) ?? restored
  }

  /// A captured vCPU as the target leaves it; unchanged when nothing is known of that.
  func left(_ captured: RegisterState) -> RegisterState {
    guard let restore else { return captured }
    var vcpu = restore.restored(CheckedVCPU(captured, isCaptured: true))
    if let run { vcpu.run(run, after: earlier) }
    var registers = restore.ownGIC(RegisterState(vcpu.registers), of: captured)
    // The first run saw the VM's own interrupt controller: what it changed stands.
    for (encoding, value) in run?.changedIDRegisters ?? []
    where registers[RegisterID(encoding)] != nil {
      registers.set(RegisterID(encoding), to: .word(value))
    }
    return registers
  }

  /// The VM as the target leaves it.
  private func guest(_ there: CheckRequest, _ snapshot: SnapshotDocument) -> Guest? {
    var snapshot = snapshot
    for index in snapshot.vcpus.indices {
      snapshot.vcpus[index].registers = left(snapshot.vcpus[index].registers)
    }
    snapshot.host = there.target.name
    snapshot.kernelRelease = nil
    snapshot.vcpuFeatures = there.guest.features
    snapshot.gic = there.guest.gic
    snapshot.mte = there.guest.mte
    // What the restore changed is no contradiction of the definition.
    var definition = there.guest.definition
    definition?.idRegisters = RegisterState()
    return Guest(definition: definition, snapshot: snapshot)
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
