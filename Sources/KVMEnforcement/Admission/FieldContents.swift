import ArmArchitecture

/// A set of contents of an ID field of at most six bits.
public struct FieldContents: Hashable, Sendable {
  /// Bit *n* stands for the content *n*.
  private var bits: UInt64

  /// The widest field that such a set can speak of, in bits.
  public static let widest = 6

  /// The contents among those of a field for which a condition holds; nil for a wider field.
  public init?(of field: IDField, where holds: (UInt64) -> Bool) {
    guard field.bits.width <= Self.widest else { return nil }
    bits = 0
    for content in 0..<(1 << UInt64(field.bits.width)) as Range<UInt64> where holds(content) {
      bits |= 1 << content
    }
  }

  /// True when the set has the content.
  public func contains(_ content: UInt64) -> Bool { content < 64 && bits >> content & 1 == 1 }

  /// True when the set has no content.
  public var isEmpty: Bool { bits == 0 }

  /// The contents, ascending.
  public var contents: [UInt64] { (0..<64).filter { bits >> $0 & 1 == 1 } }

  /// Keeps what the other set has too.
  public mutating func formIntersection(_ other: FieldContents) { bits &= other.bits }
}
