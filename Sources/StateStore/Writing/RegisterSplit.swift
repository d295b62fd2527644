import ArmArchitecture
import MigrationState

/// How the registers of a vCPU divide into ID registers, which are rows, and the others, which are
/// packed: the same for every vCPU with the same list of registers.
struct RegisterSplit {
  /// The places of the registers that are packed.
  let packed: [Int]
  /// The id of their list in the store.
  let listID: Int64

  /// The places of the registers of a list that are packed.
  static func packedPlaces(_ ids: [RegisterID]) -> [Int] {
    ids.indices.filter { place in
      ids[place].encoding.map { !IDSet.contains($0) } ?? true
    }
  }

  /// The registers of a state that are packed.
  func packed(of registers: RegisterState) -> RegisterState {
    RegisterState(packed.map { (registers.ids[$0], registers.values[$0]) })
  }
}
