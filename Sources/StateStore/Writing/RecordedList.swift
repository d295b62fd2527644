import Foundation
import MigrationState

/// A list of registers as one writer met it, and what states with it have in common.
final class RecordedList {
  /// The list, with ID registers.
  let all: RegisterList
  /// How it divides.
  let split: RegisterSplit
  /// The id of the list of those that are packed.
  let id: Int64
  /// True until the list that this writer entered has a base.
  private var isNew: Bool
  /// What states are told by their difference to; nil in a list of an earlier version of the schema.
  private var base: BaseValues?
  /// Ids of sets of ID registers, by their packed values.
  private var idSets: [PackedRegisterValues: Int64] = [:]
  /// The set met last: vCPUs of a VM share it.
  private var last: (values: PackedRegisterValues, id: Int64)?

  init(_ all: RegisterList, _ split: RegisterSplit, id: Int64, isNew: Bool, base: BaseValues?) {
    self.all = all
    self.split = split
    self.id = id
    self.isNew = isNew
    self.base = base
  }

  /// The id of the set of a state's ID registers, which is entered if it is new.
  func idSetID(_ values: PackedRegisterValues, in writer: StoreWriter) throws -> Int64 {
    if let last, last.values == values { return last.id }
    let id = try idSets[values] ?? writer.idSetID(split.idSet(values))
    idSets[values] = id
    last = (values, id)
    return id
  }

  /// The content of a state with some values; those of the first one become the base.
  func content(of values: PackedRegisterValues, in writer: StoreWriter) throws -> [UInt8] {
    if isNew {
      base = try BaseValues(values)
      try writer.run(
        "UPDATE register_list SET base = ? WHERE id = ?",
        [Data(values.bytes), id]
      )
      isNew = false
    }
    return try base?.difference(to: values) ?? values.bytes
  }
}
