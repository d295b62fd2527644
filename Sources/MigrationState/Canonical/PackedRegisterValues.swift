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
    for (id, value) in registers { writeRegisterValue(value, width: id.width) }
  }

  mutating func writeRegisterValue(_ value: RegisterValue, width: Int) {
    switch value {
    case .word(let word) where width <= 64: writeUInt(word)
    case .wide(let words) where words.count == 1 && width <= 64: writeUInt(words[0])
    case .word(let word): writeNumber([word])
    case .wide(let words): writeNumber(words)
    }
  }

  /// Writes a number given as words, lowest word first, as a byte string: highest byte first, none
  /// that leads zero.
  private mutating func writeNumber(_ words: [UInt64]) {
    guard let top = words.lastIndex(where: { $0 != 0 }) else { return writeBytes([]) }
    let topBytes = 8 - words[top].leadingZeroBitCount / 8
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * top + topBytes)
    for place in stride(from: 8 * top + topBytes - 1, through: 0, by: -1) {
      bytes.append(UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(place % 8 * 8)))
    }
    writeBytes(bytes)
  }
}

extension CBORDecoder {
  mutating func readRegisterValues(
    of list: RegisterList
  ) throws(CBORError) -> RegisterState {
    let start = offset
    let count = try readArrayHeader()
    guard count == list.count else {
      let reason = count > list.count ? "more values than registers" : "fewer values than registers"
      throw CBORError(offset: start, reason: .other(reason))
    }
    var values: [RegisterValue] = []
    values.reserveCapacity(count)
    for id in list.ids { values.append(try readRegisterValue(width: id.width)) }
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
    if bytes.isEmpty { return .zero(width: width) }
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
