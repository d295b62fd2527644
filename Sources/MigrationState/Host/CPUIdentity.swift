/// The implementation registers of one kind of CPU.
public struct CPUIdentity: Hashable, Sendable {
  /// MIDR_EL1.
  public var midr: UInt64
  /// REVIDR_EL1.
  public var revidr: UInt64
  /// AIDR_EL1; nil when the capture does not tell.
  public var aidr: UInt64?
  /// How many online CPUs are of this kind; nil when the capture does not tell.
  public var count: Int?

  /// Makes an identity from its registers.
  public init(midr: UInt64, revidr: UInt64, aidr: UInt64? = nil, count: Int? = nil) {
    self.midr = midr
    self.revidr = revidr
    self.aidr = aidr
    self.count = count
  }
}
