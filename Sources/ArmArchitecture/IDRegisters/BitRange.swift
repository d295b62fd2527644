/// The bits `msb` down to `lsb` of a 64-bit register, both included.
public struct BitRange: Hashable, Sendable {
  /// The highest bit, 0 to 63.
  public let msb: Int
  /// The lowest bit, 0 to `msb`.
  public let lsb: Int

  /// Makes a range; nil unless 63 ≥ `msb` ≥ `lsb` ≥ 0.
  public init?(msb: Int, lsb: Int) {
    guard 63 >= msb, msb >= lsb, lsb >= 0 else { return nil }
    self.msb = msb
    self.lsb = lsb
  }

  /// Reads `63:60` or `11`.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      guard let bit = Int(text) else { return nil }
      self.init(msb: bit, lsb: bit)
      return
    }
    guard let msb = Int(text[..<colon]), let lsb = Int(text[text.utf8.index(after: colon)...])
    else {
      return nil
    }
    self.init(msb: msb, lsb: lsb)
  }

  /// The number of bits, 1 to 64.
  public var width: Int { msb - lsb + 1 }

  /// The bits in place: ones from `msb` to `lsb`.
  public var mask: UInt64 { (UInt64.max >> UInt64(64 - width)) << UInt64(lsb) }

  /// The field of `register`, unsigned.
  public func extract(_ register: UInt64) -> UInt64 {
    (register & mask) >> UInt64(lsb)
  }

  /// The field of `register` as a two's-complement number of `width` bits.
  public func extractSigned(_ register: UInt64) -> Int64 {
    Int64(bitPattern: register << UInt64(63 - msb)) >> Int64(64 - width)
  }

  /// `register` with the field replaced by the low `width` bits of `value`.
  public func insert(_ value: UInt64, into register: UInt64) -> UInt64 {
    (register & ~mask) | ((value << UInt64(lsb)) & mask)
  }
}

extension BitRange: CustomStringConvertible {
  /// The Arm ARM's spelling: `63:60`, or `11` for a single bit.
  public var description: String { msb == lsb ? "\(msb)" : "\(msb):\(lsb)" }
}
