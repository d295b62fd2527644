import ArmArchitecture
import KVMEnforcement
import MigrationState

extension Guest {
  /// The VM's ID registers when no captured state tells them.
  ///
  /// Each comes from the definition, else from the limit of the host the VM was created on; never
  /// from the target.
  ///
  /// - Parameters:
  ///   - createdOn: the profile of the host the VM was created on; nil when unknown.
  ///   - wanted: the registers that matter, those of the target's profile.
  /// - Returns: the registers known, and those that are not.
  func configuredRegisters(
    createdOn: VCPUProfile?,
    wanted: [(register: Encoding, limit: UInt64)]
  ) -> (known: RegisterState, unknown: [Encoding]) {
    var known = definition?.idRegisters ?? RegisterState()
    var unknown: [Encoding] = []
    for (register, limit) in wanted where known[register] == nil {
      if let value = createdOn?.registers[register] {
        known.set(RegisterID(register), to: .word(value))
      } else if limit != 0, IDRegisters.isIDSpace(register) {
        unknown.append(register)
      }
    }
    return (known, unknown)
  }
}
