/// The captured registers of one vCPU.
public struct VCPUState: Hashable, Sendable {
  /// The vCPU's index, from 0.
  public var index: Int
  /// Its registers.
  public var registers: RegisterState

  /// Makes a state from its parts.
  public init(index: Int, registers: RegisterState) {
    self.index = index
    self.registers = registers
  }
}
