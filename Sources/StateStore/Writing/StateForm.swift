import MigrationState

/// What the store keeps of one vCPU's state.
struct StateForm: Sendable {
  /// The index of the vCPU.
  let vcpu: Int
  /// The list of its registers without ID registers.
  let list: FormedList
  /// Its ID registers.
  let idRegisters: FormedIDRegisters
  /// What its row of `vcpu_state` holds.
  let content: [UInt8]
  /// The digest of that.
  let digest: Digest
}

/// A list of registers without ID registers; one object stands for one list.
final class FormedList: Sendable {
  /// The list.
  let list: RegisterList
  /// Its canonical form.
  let bytes: [UInt8]
  /// The digest of that.
  let digest: Digest
  /// The base of a list that is new; nil for a list that the store has.
  let newBase: PackedRegisterValues?

  init(_ list: RegisterList, bytes: [UInt8], digest: Digest, newBase: PackedRegisterValues?) {
    self.list = list
    self.bytes = bytes
    self.digest = digest
    self.newBase = newBase
  }
}

/// ID registers with their values; one object stands for one list of them with its values.
final class FormedIDRegisters: Sendable {
  /// The registers.
  let list: RegisterList
  /// Their values.
  let values: PackedRegisterValues

  init(_ list: RegisterList, _ values: PackedRegisterValues) {
    self.list = list
    self.values = values
  }
}
