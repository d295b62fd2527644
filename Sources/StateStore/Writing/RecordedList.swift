import MigrationState

/// A list of registers as one writer met it, and what states with it have in common.
final class RecordedList {
  /// What a state is in the store, without its own id.
  struct Form {
    /// The id of the set of its ID registers.
    let idSet: Int64
    /// What its row of `vcpu_state` holds.
    let content: [UInt8]
  }

  /// The list, with ID registers.
  let all: RegisterList
  /// The id of the list of those that are packed.
  let id: Int64
  private let split: RegisterSplit
  /// What states are told by their difference to: nil until the first one when the list is new, and
  /// in a list of an earlier version of the schema.
  private var base: PackedRegisterValues?
  private var isNew: Bool
  /// Ids of sets of ID registers, by their packed values.
  private var idSets: [PackedRegisterValues: Int64] = [:]
  /// The base with the ID registers met last, and the id of their set: vCPUs of a VM share it.
  private var last: (values: BaseValues, idSet: Int64)?

  /// Takes a list.
  ///
  /// - Parameters:
  ///   - all: the list, with ID registers.
  ///   - split: how it divides.
  ///   - id: the id of the list of those that are packed.
  ///   - isNew: true when it has just been entered.
  ///   - base: its base, if it has one.
  init(
    _ all: RegisterList,
    _ split: RegisterSplit,
    id: Int64,
    isNew: Bool,
    base: PackedRegisterValues?
  ) {
    self.all = all
    self.split = split
    self.id = id
    self.isNew = isNew
    self.base = base
  }

  /// The form of a state with some values of the whole list; what is new about it is entered.
  func form(of values: PackedRegisterValues, in writer: StoreWriter) throws -> Form {
    if let last, let content = try last.values.difference(to: values, leavingOut: split.isRow) {
      return Form(idSet: last.idSet, content: content)
    }
    let (rows, others) = try split.divide(values)
    let idSet = try idSets[rows] ?? writer.idSetID(split.idSet(rows))
    idSets[rows] = idSet
    if isNew {
      try writer.run("UPDATE register_list SET base = ? WHERE id = ?", [others.bytes, id])
      base = others
      isNew = false
    }
    guard let base else { return Form(idSet: idSet, content: others.bytes) }
    let like = try BaseValues(PackedRegisterValues(rows, base, by: split.isRow))
    last = (like, idSet)
    guard let content = try like.difference(to: values, leavingOut: split.isRow) else {
      throw StoreError.damaged(record: "register list \(id)", reason: "its base is another list's")
    }
    return Form(idSet: idSet, content: content)
  }
}
