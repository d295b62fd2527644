extension CBORDecoder {
  /// Reads an unsigned integer.
  ///
  /// - Throws: `CBORError` if the next item is not one, or its encoding is not deterministic.
  public mutating func readUInt() throws(CBORError) -> UInt64 {
    let value = try readHead(.unsigned)
    try endItem()
    return value
  }

  /// Reads an integer of either sign.
  ///
  /// - Throws: `CBORError` if the next item is not an integer, does not fit 64 bits with a sign,
  ///   or its encoding is not deterministic.
  public mutating func readInt() throws(CBORError) -> Int64 {
    let start = offset
    let isNegative = try peekType() == .negative
    let argument = try readHead(isNegative ? .negative : .unsigned)
    guard let magnitude = Int64(exactly: argument) else {
      throw CBORError(offset: start, reason: .integerOutOfRange)
    }
    try endItem()
    return isNegative ? ~magnitude : magnitude
  }

  /// Reads a byte string.
  ///
  /// - Returns: The bytes, as a slice that shares the storage of the whole buffer.
  /// - Throws: `CBORError` if the next item is not a byte string, or its encoding is not
  ///   deterministic.
  public mutating func readBytes() throws(CBORError) -> ArraySlice<UInt8> {
    let range = try take(try readHead(.bytes))
    try endItem()
    return bytes[range]
  }

  /// Reads a text string.
  ///
  /// - Throws: `CBORError` if the next item is not a text string, is not valid UTF-8, or its
  ///   encoding is not deterministic.
  public mutating func readText() throws(CBORError) -> String {
    let start = offset
    let text = try takeText(try readHead(.text), start: start)
    try endItem()
    return text
  }

  /// Reads `true` or `false`.
  ///
  /// - Throws: `CBORError` if the next item is neither.
  public mutating func readBool() throws(CBORError) -> Bool {
    let value = try readHead(.bool) == 21
    try endItem()
    return value
  }

  /// Reads `null`.
  ///
  /// - Throws: `CBORError` if the next item is not `null`.
  public mutating func readNull() throws(CBORError) {
    _ = try readHead(.null)
    try endItem()
  }

  /// Steps over the bytes of a text string.
  mutating func takeText(_ length: UInt64, start: Int) throws(CBORError) -> String {
    let range = try take(length)
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw CBORError(offset: start, reason: .invalidUTF8)
    }
    return text
  }
}
