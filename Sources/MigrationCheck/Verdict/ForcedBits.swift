/// Bits of a register that must be 0, and such that must be 1.
struct ForcedBits: Hashable, Sendable {
  /// RES0 by some rule.
  var zero: UInt64 = 0
  /// RES1 by some rule.
  var one: UInt64 = 0

  /// True when no bit is forced.
  var isEmpty: Bool { zero | one == 0 }

  /// True for a value in which every bit is as it must be; bits forced both ways allow none.
  func allow(_ value: UInt64) -> Bool { value & zero | ~value & one == 0 }

  /// Adds what other rules force.
  mutating func formUnion(_ other: ForcedBits) {
    zero |= other.zero
    one |= other.one
  }
}
