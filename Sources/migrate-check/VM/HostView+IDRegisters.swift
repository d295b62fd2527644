import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

extension HostView {
  /// The ID registers that a fresh vCPU of a VM has on the host.
  ///
  /// - Throws: `CommandError` when the host's record has no such vCPU.
  func idRegisters(of vm: VMDocument) throws(CommandError) -> RegisterState {
    guard
      case .found(let profile, _, _) = profile(
        features: vm.vcpuFeatures,
        gic: vm.gic,
        mte: vm.mte
      )
    else {
      throw CommandError(
        .missing,
        "the record of \(name) has no profile with the vCPU features of \(vm.name)"
      )
    }
    return RegisterState(
      profile.registers.ids.enumerated().compactMap { index, id in
        guard let encoding = id.encoding, AdmissionPlan.covers(encoding),
          encoding.name != "MPIDR_EL1"
        else { return nil }
        return (id, .word(profile.registers.words(at: index).first ?? 0))
      }
    )
  }
}
