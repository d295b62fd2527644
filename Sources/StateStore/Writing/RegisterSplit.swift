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

  /// The other registers of a state with that list.
  func packed(of registers: RegisterState) -> RegisterState {
    RegisterState(packed.map { (registers.ids[$0], registers.values[$0]) })
  }
}
