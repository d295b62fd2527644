import KVMEnforcement
import MigrationState

/// The registers of one vCPU that are judged.
public struct CheckedVCPU: Sendable {
  /// The registers as the documents hold them.
  public let registers: RegisterState
  /// The same as one flat file.
  public let file: RegisterFile
  /// False when the registers were not captured, and hold no state.
  ///
  /// They are then those of a fresh vCPU with the VM's configuration, or the configuration alone.
  public let isCaptured: Bool

  /// Prepares the registers of a vCPU.
  public init(_ registers: RegisterState, isCaptured: Bool) {
    self.registers = registers
    file = RegisterFile(registers)
    self.isCaptured = isCaptured
  }
}
