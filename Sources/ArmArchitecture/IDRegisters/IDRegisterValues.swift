/// The values of a VM's (or a host's) ID registers, in slots of ``IDRegisters/standard``.
///
/// A register that was never set is unknown and reads as 0, which the architecture defines as "not
/// implemented" for every unsigned field; ``isKnown(_:)`` tells the two apart.
public struct IDRegisterValues: Hashable, Sendable {
  /// The values by slot, read in place by ``PredicateProgram``.
  private(set) var words: [UInt64]
  private var known: UInt64

  /// No register known.
  public init() {
    words = Array(repeating: 0, count: IDRegisters.standard.registers.count)
    known = 0
  }

  /// The value of a register; 0 when it is unknown or has no slot.
  ///
  /// Setting a register without a slot does nothing.
  ///
  /// - Complexity: O(1).
  public subscript(encoding: Encoding) -> UInt64 {
    get { IDRegisters.standard.slot(of: encoding).map { words[$0] } ?? 0 }
    set {
      guard let slot = IDRegisters.standard.slot(of: encoding) else { return }
      words[slot] = newValue
      known |= 1 << UInt64(slot)
    }
  }

  /// The value in a slot.
  public subscript(slot slot: Int) -> UInt64 {
    get { words[slot] }
    set {
      words[slot] = newValue
      known |= 1 << UInt64(slot)
    }
  }

  /// The content of a field, unsigned; 0 when the register is unknown.
  public subscript(field: IDField) -> UInt64 {
    get { field.bits.extract(self[field.encoding]) }
    set { self[field.encoding] = field.bits.insert(newValue, into: self[field.encoding]) }
  }

  /// True when the register was set.
  public func isKnown(_ encoding: Encoding) -> Bool {
    IDRegisters.standard.slot(of: encoding).map { known >> UInt64($0) & 1 == 1 } ?? false
  }

  /// The registers that were set, in the order of the tables.
  public var knownRegisters: [(register: IDRegister, value: UInt64)] {
    IDRegisters.standard.registers.indices.compactMap { slot in
      known >> UInt64(slot) & 1 == 1 ? (IDRegisters.standard.registers[slot], words[slot]) : nil
    }
  }
}
