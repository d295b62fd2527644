import ArmArchitecture
import KVMEnforcement
import MigrationState

extension Guest {
  /// The VM's ID registers when no captured state tells them: its definition's, and what its class
  /// adds from the host it was created on.
  ///
  /// - Parameters:
  ///   - guest: the VM's class.
  ///   - wanted: the registers that matter, those of the target's profile.
  /// - Returns: the registers known, and those that are not.
  func configuredRegisters(
    _ guest: GuestClass,
    wanted: [(register: Encoding, limit: UInt64)]
  ) -> (known: RegisterState, unknown: [Encoding]) {
    var known = definition?.idRegisters ?? RegisterState()
    var unknown: [Encoding] = []
    for (register, limit) in wanted {
      if let value = guest.idRegisters[register] {
        known.set(RegisterID(register), to: .word(value))
      } else if known[register] == nil, limit != 0, IDRegisters.isIDSpace(register) {
        unknown.append(register)
      }
    }
    return (known, unknown)
  }
}
