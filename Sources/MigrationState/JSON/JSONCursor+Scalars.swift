extension JSONCursor {
  /// The text of a string.
  ///
  /// - Throws: `DocumentError` if the value is not a string, or has U+0000 in it.
  public func string() throws(DocumentError) -> String {
    guard case .string(let text) = node.value else { throw wrongType(.string) }
    if let reason = DocumentText.refusal(text) { throw error(.other(reason)) }
    return text
  }

  /// The value of `true` or `false`.
  ///
  /// - Throws: `DocumentError` if the value is not a boolean.
  public func bool() throws(DocumentError) -> Bool {
    guard case .bool(let value) = node.value else { throw wrongType(.bool) }
    return value
  }

  /// The value of an integer.
  ///
  /// - Parameter range: The values that are accepted.
  /// - Returns: The value, which is in `range`.
  /// - Throws: `DocumentError` if the value is not a number, is spelt with a fraction or an
  ///   exponent (`1.0` and `1e3` too), or is not in `range`.
  public func int(in range: ClosedRange<Int>) throws(DocumentError) -> Int {
    guard case .number(let text) = node.value else { throw wrongType(.number) }
    guard text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || HexDigits.isDecimal($0) }) else {
      throw error(.notAnInteger)
    }
    guard let value = Int(text), range.contains(value) else { throw error(.outOfRange(range)) }
    return value
  }

  /// The value of a hex string `"0x…"`.
  ///
  /// Digits of either case and any number of leading zeros are accepted.
  ///
  /// - Parameter bits: The width of the value, 1 to 64.
  /// - Returns: The value, below 2 to the power of `bits`.
  /// - Throws: `DocumentError` if the value is not a string, not `0x` and one or more digits, or
  ///   has a bit set at `bits` or above.
  public func hex(bits: Int = 64) throws(DocumentError) -> UInt64 {
    if case .string(let text) = node.value, let word = HexDigits.word(in: text),
      bits >= 64 || word >> UInt64(bits) == 0
    {
      return word
    }
    // The careful way names what is wrong.
    return try hexWords(bits: min(bits, 64)).first ?? 0
  }

  /// The value of a hex string `"0x…"`, as 64-bit words with the lowest word first.
  ///
  /// Digits of either case and any number of leading zeros are accepted.
  ///
  /// - Parameter bits: The width of the value, from 1.
  /// - Returns: Exactly ⌈`bits` / 64⌉ words.
  /// - Throws: `DocumentError` if the value is not a string, not `0x` and one or more digits, or
  ///   has a bit set at `bits` or above.
  public func hexWords(bits: Int) throws(DocumentError) -> [UInt64] {
    guard let digits = HexDigits.significant(in: try string()) else { throw error(.badHex) }
    guard HexDigits.bitWidth(of: digits) <= bits else { throw error(.tooWide(bits: bits)) }
    var words = [UInt64](repeating: 0, count: (bits + 63) / 64)
    for (position, digit) in digits.reversed().enumerated() {
      words[position / 16] |= UInt64(HexDigits.value(of: digit) ?? 0) << (position % 16 * 4)
    }
    return words
  }
}
