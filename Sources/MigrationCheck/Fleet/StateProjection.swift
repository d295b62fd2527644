import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Which bits of a list of registers can matter to the verdicts on any of several targets.
///
/// vCPUs with the same list and the same projected values are of one class: their moves get findings
/// of the same kinds. What a guest computes with (general registers, addresses, counters) falls away.
public struct StateProjection: Sendable {
  /// A register that matters.
  private struct Register: Sendable {
    /// Its place in the list.
    let place: Int
    /// The bits that do in any value; for a register wider than 64 bits all of it.
    let bits: UInt64
    /// The bits that make all of it matter when one is not as it must be.
    let forced: ForcedBits
  }

  /// The registers that matter, in the order of the list, and their places.
  private let registers: [Register]
  private let places: [Int]

  /// Makes the projection of a list of registers for several moves.
  ///
  /// - Complexity: O(*mn*) in registers and moves.
  init(_ ids: [RegisterID], for plans: [MovePlan]) {
    self.init(ids) { id in
      // A register that every move looks at as a whole is asked about once.
      var bits: UInt64 = 0
      var forced = ForcedBits()
      for plan in plans where bits != .max {
        bits |= plan.judgedBits(id)
        forced.formUnion(plan.forcedBits(id))
      }
      return (bits, forced)
    }
  }

  /// Makes the projection of a list of registers onto some bits of each.
  init(_ ids: [RegisterID], bits: (RegisterID) -> UInt64) {
    self.init(ids) { (bits($0), ForcedBits()) }
  }

  private init(_ ids: [RegisterID], _ judged: (RegisterID) -> (UInt64, ForcedBits)) {
    registers = ids.enumerated().compactMap { place, id in
      let (bits, forced) = judged(id)
      return bits == 0 && forced.isEmpty ? nil : Register(place: place, bits: bits, forced: forced)
    }
    places = registers.map(\.place)
  }

  /// The values that matter, in the order of the list.
  ///
  /// A register that was never written holds KVM's reset poison, which is judged as a whole.
  ///
  /// - Throws: `CanonicalError` when the bytes are not the values of a list.
  /// - Complexity: O(*n*) in the registers, of which only those that matter are decoded.
  public func key(of values: PackedRegisterValues) throws(CanonicalError) -> [UInt64] {
    var key: [UInt64] = []
    key.reserveCapacity(2 * places.count)
    try values.select(places) { index, value in
      switch value {
      case .word(let word):
        let register = registers[index]
        let isWhole = Self.isPoison(word) || !register.forced.allow(word)
        // Tells a value that counts as a whole from one with the same judged bits.
        if !register.forced.isEmpty { key.append(isWhole ? 1 : 0) }
        key.append(isWhole ? word : word & register.bits)
      case .wide(let bytes):
        // The length first, since leading zeros are not kept.
        key.append(UInt64(bytes.count))
        var word: UInt64 = 0
        for (place, byte) in bytes.enumerated() {
          word = word << 8 | UInt64(byte)
          if place % 8 == 7 || place == bytes.count - 1 {
            key.append(word)
            word = 0
          }
        }
      }
    }
    return key
  }

  /// KVM's reset poison, whole or cut to 32 bits.
  private static func isPoison(_ word: UInt64) -> Bool {
    word == 0x1de7_ec7e_dbad_c0de || word == 0xdbad_c0de
  }
}
