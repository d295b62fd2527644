import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Which bits of a list of registers can matter to the verdicts on any of several targets.
///
/// vCPUs with the same list and the same projected values are of one class: their moves get findings
/// of the same kinds. What a guest computes with (general registers, addresses, counters) falls away.
public struct StateProjection: Sendable {
  private struct Place: Sendable {
    let index: Int
    let bits: UInt64
  }

  private let places: [Place]

  /// Makes the projection of a list of registers for several moves.
  public init(_ ids: [RegisterID], for plans: [MovePlan]) {
    places = ids.enumerated().compactMap { index, id in
      let bits = plans.reduce(0) { $0 | $1.judgedBits(id) }
      return bits == 0 ? nil : Place(index: index, bits: bits)
    }
  }

  /// The values that matter, in the order of the list.
  ///
  /// A register that was never written holds KVM's reset poison, which is judged as a whole.
  ///
  /// - Complexity: O(*n*) in the registers that matter.
  public func key(of values: [RegisterValue]) -> [UInt64] {
    var key: [UInt64] = []
    key.reserveCapacity(places.count)
    for place in places where place.index < values.count {
      switch values[place.index] {
      case .word(let word):
        key.append(Self.isPoison(word) ? word : word & place.bits)
      case .wide(let words): key += words
      }
    }
    return key
  }

  /// KVM's reset poison, whole or cut to 32 bits.
  private static func isPoison(_ word: UInt64) -> Bool {
    word == 0x1de7_ec7e_dbad_c0de || word == 0xdbad_c0de
  }
}
