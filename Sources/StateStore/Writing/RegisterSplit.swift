import ArmArchitecture
import MigrationState

/// How the registers of a vCPU divide into ID registers, which are rows, and the others, which are
/// packed: the same for every vCPU with the same list of registers.
struct RegisterSplit {
  /// Of every place whether its register is a row.
  let isRow: [Bool]
  /// The list of the ID registers.
  let rows: RegisterList
  /// The list of the others.
  let others: RegisterList

  /// Divides a list of registers.
  init(_ list: RegisterList) {
    let isRow = list.ids.map { $0.encoding.map(IDSet.contains) ?? false }
    self.isRow = isRow
    rows = RegisterList(zip(list.ids, isRow).filter(\.1).map(\.0))
    others = RegisterList(zip(list.ids, isRow).filter { !$0.1 }.map(\.0))
  }
}
