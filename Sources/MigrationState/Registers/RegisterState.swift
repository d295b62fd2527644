import ArmArchitecture

/// Registers of one vCPU with their values, in ascending id order.
///
/// A register that is not here is unknown, never zero.
public struct RegisterState: Hashable, Sendable {
  /// The ids, strictly ascending.
  public private(set) var ids: [RegisterID]
  /// The values, in the order of ``ids``.
  public private(set) var values: [RegisterValue]

  /// No registers.
  public init() {
    ids = []
    values = []
  }

  /// Takes ids that ascend strictly already, and as many values.
  init(ascending ids: [RegisterID], values: [RegisterValue]) {
    self.ids = ids
    self.values = values
  }

  /// Takes registers in any order; of a register given twice the last value stays.
  ///
  /// - Complexity: O(*n* log *n*); O(*n*) for ascending ids.
  public init(_ registers: some Sequence<(RegisterID, RegisterValue)>) {
    var registers = Array(registers)
    if zip(registers, registers.dropFirst()).contains(where: { $1.0 < $0.0 }) {
      // Stable: the value given last is the last of its register.
      registers.sort { $0.0 < $1.0 }
    }
    self.init()
    ids.reserveCapacity(registers.count)
    values.reserveCapacity(registers.count)
    for (id, value) in registers {
      if ids.last == id {
        values[values.count - 1] = value
      } else {
        ids.append(id)
        values.append(value)
      }
    }
  }

  /// The number of registers.
  public var count: Int { ids.count }

  /// The value of a register; nil when the state does not hold it.
  ///
  /// - Complexity: O(log *n*).
  public subscript(id: RegisterID) -> RegisterValue? {
    let place = place(of: id)
    return place < ids.count && ids[place] == id ? values[place] : nil
  }

  /// The value of a system register; nil when the state does not hold it.
  ///
  /// - Complexity: O(log *n*).
  public subscript(encoding: Encoding) -> UInt64? { self[RegisterID(encoding)]?.word }

  /// Sets or, with nil, removes a register.
  ///
  /// - Complexity: O(*n*) when the register is new or removed.
  public mutating func set(_ id: RegisterID, to value: RegisterValue?) {
    let place = place(of: id)
    let isThere = place < ids.count && ids[place] == id
    switch (isThere, value) {
    case (true, let value?): values[place] = value
    case (true, nil):
      ids.remove(at: place)
      values.remove(at: place)
    case (false, let value?):
      ids.insert(id, at: place)
      values.insert(value, at: place)
    case (false, nil): break
    }
  }

  /// The ID registers among them, in the slots of the architecture's tables.
  public var idRegisters: IDRegisterValues {
    var result = IDRegisterValues()
    for (id, value) in zip(ids, values) {
      if let encoding = id.encoding, let word = value.word { result[encoding] = word }
    }
    return result
  }

  /// The first index whose id is not below `id`.
  private func place(of id: RegisterID) -> Int {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension RegisterState: Sequence {
  /// The registers with their values, ascending.
  public func makeIterator() -> Zip2Sequence<[RegisterID], [RegisterValue]>.Iterator {
    zip(ids, values).makeIterator()
  }
}
