import MigrationState

/// Brings states of vCPUs into the form they are stored in: divides ID registers off and tells the
/// others by their difference to the base of their list.
///
/// It needs no database, so that it can run ahead of the writer.
final class StateFormer {
  /// The bases of the lists that the store has, by digest; nil for a list without one.
  private let bases: [Digest: PackedRegisterValues?]
  private var lists: [RegisterList: FormedStates] = [:]
  /// The list met last: states mostly come in groups of one kind.
  private var last: FormedStates?

  /// Begins with the lists that a store has.
  init(bases: [Digest: PackedRegisterValues?]) {
    self.bases = bases
  }

  /// The forms of a snapshot's states.
  ///
  /// - Throws: `CanonicalError` when values are not those of their list.
  func forms(of snapshot: PackedSnapshot) throws(CanonicalError) -> [StateForm] {
    var forms: [StateForm] = []
    forms.reserveCapacity(snapshot.vcpus.count)
    for vcpu in snapshot.vcpus {
      let states = try states(with: vcpu)
      let (idRegisters, content) = try states.form(of: vcpu.values)
      forms.append(
        StateForm(
          vcpu: vcpu.index,
          list: states.others,
          idRegisters: idRegisters,
          content: content,
          digest: Digest(of: content)
        )
      )
    }
    return forms
  }

  private func states(with vcpu: PackedSnapshot.VCPU) throws(CanonicalError) -> FormedStates {
    if let last, last.all == vcpu.list { return last }
    let states: FormedStates
    if let known = lists[vcpu.list] { states = known } else { states = try enter(vcpu) }
    last = states
    return states
  }

  private func enter(_ vcpu: PackedSnapshot.VCPU) throws(CanonicalError) -> FormedStates {
    let split = RegisterSplit(vcpu.list)
    let states: FormedStates
    // Lists that differ in ID registers only have the others in common.
    if let known = lists.values.first(where: { $0.others.list == split.others }) {
      states = FormedStates(vcpu.list, split, known.others, base: known.base)
    } else {
      let bytes = split.others.canonicalBytes()
      let digest = Digest(of: bytes)
      let stored = bases[digest]
      let base: PackedRegisterValues?
      if let stored { base = stored } else { base = try vcpu.values.divided(by: split.isRow).1 }
      let others = FormedList(
        split.others,
        bytes: bytes,
        digest: digest,
        newBase: stored == nil ? base : nil
      )
      states = FormedStates(vcpu.list, split, others, base: base)
    }
    lists[vcpu.list] = states
    return states
  }
}

/// The states with one list of registers.
private final class FormedStates {
  /// The list, with ID registers.
  let all: RegisterList
  /// The list of the others.
  let others: FormedList
  /// What states are told by their difference to; nil in a list of an earlier version of the schema.
  let base: PackedRegisterValues?
  private let split: RegisterSplit
  private var idRegisters: [PackedRegisterValues: FormedIDRegisters] = [:]
  /// The base with the ID registers met last: vCPUs of a VM share them.
  private var last: (values: BaseValues, idRegisters: FormedIDRegisters)?

  init(
    _ all: RegisterList,
    _ split: RegisterSplit,
    _ others: FormedList,
    base: PackedRegisterValues?
  ) {
    self.all = all
    self.split = split
    self.others = others
    self.base = base
  }

  /// The ID registers and the content of a state with some values.
  func form(
    of values: PackedRegisterValues
  ) throws(CanonicalError) -> (FormedIDRegisters, content: [UInt8]) {
    if let last, let content = try last.values.difference(to: values, leavingOut: split.isRow) {
      return (last.idRegisters, content)
    }
    let (rows, rest) = try values.divided(by: split.isRow)
    let idRegisters = self.idRegisters[rows] ?? FormedIDRegisters(split.rows, rows)
    self.idRegisters[rows] = idRegisters
    guard let base else { return (idRegisters, rest.bytes) }
    let like = try BaseValues(PackedRegisterValues(rows, base, by: split.isRow))
    last = (like, idRegisters)
    guard let content = try like.difference(to: values, leavingOut: split.isRow) else {
      throw CanonicalError(offset: 0, reason: .malformed(.other("values differ from themselves")))
    }
    return (idRegisters, content)
  }
}
