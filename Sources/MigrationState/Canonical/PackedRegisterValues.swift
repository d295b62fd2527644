import ArmArchitecture

/// The values of a vCPU's registers in canonical form, in the order of a ``RegisterList``.
///
/// The form is an array with one element a register. A value of at most 64 bits is an unsigned
/// integer, a wider one a byte string, highest byte first, without the zero bytes that lead. Zero
/// takes one byte at any width.
public struct PackedRegisterValues: Hashable, Sendable {
  /// The canonical form.
  public let bytes: [UInt8]

  /// Packs the values of a state, whose list is `RegisterList(registers)`.
  public init(_ registers: RegisterState) {
    var encoder = CBOREncoder()
    encoder.writeRegisterValues(registers)
    bytes = encoder.bytes
  }

  /// Takes bytes that were packed before; ``registers(in:)`` checks them.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// SHA-256 of the bytes.
  ///
  /// Equal values have equal digests whatever the registers are: a vCPU's state is named by the
  /// digest of its list and that of its values together.
  public var digest: Digest { Digest(of: bytes) }

  /// The registers of a list with these values.
  ///
  /// - Throws: `CanonicalError` if the bytes are anything else than the one encoding of as many
  ///   values as the list has registers, each within its register's width.
  public func registers(in list: RegisterList) throws(CanonicalError) -> RegisterState {
    try CanonicalError.wrap { () throws(CBORError) in
      var decoder = CBORDecoder(bytes)
      let registers = try decoder.readRegisterValues(of: list)
      try decoder.finish()
      return registers
    }
  }
}

extension CBOREncoder {
  mutating func writeRegisterValues(_ registers: RegisterState) {
    writeArrayHeader(registers.count)
    for (id, value) in registers {
      switch value {
      case .word(let word) where id.width <= 64: writeUInt(word)
      case .wide(let words) where words.count == 1 && id.width <= 64: writeUInt(words[0])
      default: writeBytes(Self.bigEndian(value.words))
      }
    }
  }

  /// The bytes of a number given as words, lowest word first; highest byte first, none that leads
  /// zero.
  private static func bigEndian(_ words: [UInt64]) -> ArraySlice<UInt8> {
    var bytes: [UInt8] = []
    for word in words.reversed() {
      for shift in stride(from: 56 as UInt64, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes.drop { $0 == 0 }
  }
}

extension CBORDecoder {
  mutating func readRegisterValues(
    of list: RegisterList
  ) throws(CBORError) -> RegisterState {
    let start = offset
    var place = 0
    let values = try readArray { decoder throws(CBORError) in
      guard place < list.count else {
        throw CBORError(offset: start, reason: .other("more values than registers"))
      }
      defer { place += 1 }
      return try decoder.readRegisterValue(width: list.ids[place].width)
    }
    guard values.count == list.count else {
      throw CBORError(offset: start, reason: .other("fewer values than registers"))
    }
    return RegisterState(ascending: list.ids, values: values)
  }

  private mutating func readRegisterValue(width: Int) throws(CBORError) -> RegisterValue {
    let start = offset
    guard width > 64 else {
      let word = try readUInt()
      guard width == 64 || word >> UInt64(width) == 0 else {
        throw CBORError(offset: start, reason: .other("a value wider than its register"))
      }
      return .word(word)
    }
    let bytes = try readBytes()
    guard bytes.first != 0 else {
      throw CBORError(offset: start, reason: .other("a value that begins with a zero byte"))
    }
    guard bytes.count <= width / 8 else {
      throw CBORError(offset: start, reason: .other("a value wider than its register"))
    }
    var words = [UInt64](repeating: 0, count: width / 64)
    for (place, byte) in bytes.reversed().enumerated() {
      words[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
    }
    return .wide(words)
  }
}
