extension CBORDecoder {
  /// The type of the next item, which is not read.
  ///
  /// `nil` at the end of the input, and where a closure has read its element or pair.
  ///
  /// - Throws: `CBORError` if the next byte does not start an item of a type we use.
  public func peekType() throws(CBORError) -> CBORType? {
    guard frame.remaining > 0, available > 0 else { return nil }
    return try typeOfInitialByte(at: offset)
  }

  /// Reads the head of an item that must be of a certain type, and begins that item.
  ///
  /// - Returns: The argument: the number, the length, the count of elements, or the tag.
  mutating func readHead(_ expected: CBORType) throws(CBORError) -> UInt64 {
    if expected.majorType < 7, let argument = readFaultlessHead(expected) { return argument }
    let start = offset
    let (type, argument) = try readHead()
    guard type == expected else {
      throw CBORError(
        offset: start,
        reason: .unexpectedType(expected: expected, found: type)
      )
    }
    return argument
  }

  /// Reads the head of an item of any type we use, and begins that item.
  mutating func readHead() throws(CBORError) -> (type: CBORType, argument: UInt64) {
    guard frame.remaining > 0 else { throw error(.noItemLeft) }
    frame.itemStart = offset
    let start = try take(1).lowerBound
    let type = try typeOfInitialByte(at: start)
    let information = bytes[start] & 0x1F
    switch information {
    case 0..<24: return (type, UInt64(information))
    case 24...27: return (type, try readArgument(exponent: information - 24, start: start))
    case 31: throw CBORError(offset: start, reason: .indefiniteLength)
    default: throw CBORError(offset: start, reason: .reserved)
    }
  }

  /// Reads an argument of 2ⁿ bytes, highest byte first.
  private mutating func readArgument(
    exponent: UInt8,
    start: Int
  ) throws(CBORError) -> UInt64 {
    var argument: UInt64 = 0
    for position in try take(1 << UInt64(exponent)) {
      argument = argument << 8 | UInt64(bytes[position])
    }
    // The least number that the next shorter form does not hold.
    let least: UInt64 = exponent == 0 ? 24 : 1 << (4 << UInt64(exponent))
    guard argument >= least else { throw CBORError(offset: start, reason: .notShortest) }
    return argument
  }

  private func typeOfInitialByte(at start: Int) throws(CBORError) -> CBORType {
    let byte = bytes[start]
    if let type = CBORType(initialByte: byte) { return type }
    let reason: CBORError.Reason =
      switch byte & 0x1F {
      case 28...30: .reserved
      case 31: .indefiniteLength
      default: .unsupported(byte)
      }
    throw CBORError(offset: start, reason: reason)
  }
}
