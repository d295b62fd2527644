import ArmArchitecture
import MigrationState

/// How the registers of a vCPU divide into ID registers, which are rows, and the others, which are
/// packed: the same for every vCPU with the same list of registers.
struct RegisterSplit {
  /// The places of the ID registers.
  private var rows: [(place: Int, encoding: Encoding)] = []
  /// The places of the others.
  private var packed: [Int] = []
  /// The list of the others.
  let list: RegisterList

  /// Divides a list of registers, ascending.
  init(_ ids: [RegisterID]) {
    for (place, id) in ids.enumerated() {
      if let encoding = id.encoding, IDSet.contains(encoding) {
        rows.append((place, encoding))
      } else {
        packed.append(place)
      }
    }
    list = RegisterList(packed.map { ids[$0] })
  }

  /// The values of the ID registers of a state with that list, in their order; nil unless each has at
  /// most 64 bits.
  func idValues(of registers: RegisterState) -> [UInt64]? {
    var values: [UInt64] = []
    values.reserveCapacity(rows.count)
    for row in rows {
      guard let word = registers.values[row.place].word else { return nil }
      values.append(word)
    }
    return values
  }

  /// The ID registers of a state with that list.
  func idSet(of registers: RegisterState) -> IDSet {
    IDSet(
      rows.compactMap { row in
        registers.values[row.place].word.map {
          IDSet.Element(encoding: row.encoding, value: $0, writable: nil)
        }
      }
    )
  }

  /// The other registers of a state with that list, packed.
  func packed(of registers: RegisterState) -> PackedRegisterValues {
    PackedRegisterValues(registers, at: packed)
  }
}
