/// The bits of one register that read as 0 and as 1 whatever is written.
public struct RecordedMask: Hashable, Sendable {
  /// Bits that read as 0.
  public var res0: UInt64
  /// Bits that read as 1.
  public var res1: UInt64

  /// Makes a mask from its two halves.
  public init(res0: UInt64, res1: UInt64) {
    self.res0 = res0
    self.res1 = res1
  }
}
