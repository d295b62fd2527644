/// Numbers written as hexadecimal digits.
enum HexDigits {
  /// The value of an ASCII digit in either case, or `nil` if the byte is not one.
  static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The digits after the `0x` of a hex string, without leading zeros.
  ///
  /// `nil` unless the text is `0x` and one or more digits; empty if the number is 0.
  static func significant(in text: String) -> Substring.UTF8View? {
    let utf8 = text.utf8
    guard utf8.starts(with: "0x".utf8) else { return nil }
    let digits = Substring(text).utf8.dropFirst(2)
    guard !digits.isEmpty, digits.allSatisfy({ value(of: $0) != nil }) else { return nil }
    return digits.drop { $0 == UInt8(ascii: "0") }
  }

  /// The number of a hex string of at most 64 bits; nil for any other text.
  static func word(in text: String) -> UInt64? {
    var bytes = text.utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "0"), bytes.next() == UInt8(ascii: "x") else { return nil }
    var word: UInt64?
    while let byte = bytes.next() {
      guard let digit = value(of: byte), word ?? 0 < 1 << 60 else { return nil }
      word = (word ?? 0) << 4 | UInt64(digit)
    }
    return word
  }

  /// The number of bits that significant digits need; 0 if there are none.
  static func bitWidth(of digits: Substring.UTF8View) -> Int {
    guard let first = digits.first, let top = value(of: first) else { return 0 }
    return digits.count * 4 - top.leadingZeroBitCount + 4
  }

  /// Whether a byte is an ASCII decimal digit.
  static func isDecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
