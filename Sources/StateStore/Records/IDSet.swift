import ArmArchitecture
import MigrationState

/// A set of ID registers that hosts and VMs share: values or limits, with masks where known.
struct IDSet {
  /// One register of a set.
  struct Element: Hashable {
    /// Which register.
    let encoding: Encoding
    /// The value of a VM, or the limit of a host.
    let value: UInt64
    /// The bits that userspace may write; nil for a VM, and when the host's kernel cannot tell.
    let writable: UInt64?
  }

  /// The registers, ascending.
  let elements: [Element]

  /// Wraps registers, ascending.
  init(_ elements: [Element]) {
    self.elements = elements
  }

  /// Takes the ID registers of a state.
  ///
  /// - Parameters:
  ///   - registers: The state.
  ///   - masks: The writable masks, which make a register an ID register too.
  init(_ registers: RegisterState, masks: [RegisterID: UInt64] = [:]) {
    elements = registers.compactMap { id, value in
      guard let encoding = id.encoding, let word = value.word,
        Self.contains(encoding) || masks[id] != nil
      else { return nil }
      return Element(encoding: encoding, value: word, writable: masks[id])
    }
  }

  /// True for registers that are rows: those of the architecture's tables and the ID space.
  ///
  /// What was a row when it was recorded stays one, whatever the tables say later.
  static func contains(_ encoding: Encoding) -> Bool {
    IDRegisters.isIDSpace(encoding) || IDRegisters.standard.slot(of: encoding) != nil
  }

  /// The digest that the schema documents: of each register in order its encoding (2 bytes), its
  /// value (8), a byte 1 and the mask (8) or a byte 0, each little-endian.
  static func digest(_ elements: [Element]) -> Digest {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(elements.count * 19)
    for element in elements {
      append(UInt64(element.encoding.packed), count: 2, to: &bytes)
      append(element.value, count: 8, to: &bytes)
      bytes.append(element.writable == nil ? 0 : 1)
      if let writable = element.writable { append(writable, count: 8, to: &bytes) }
    }
    return Digest(of: bytes)
  }

  private static func append(_ value: UInt64, count: Int, to bytes: inout [UInt8]) {
    for place in 0..<count {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8)))
    }
  }
}
