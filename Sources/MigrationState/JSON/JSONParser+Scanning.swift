extension JSONParser {
  /// Whether a byte is one of the four that JSON takes for white space.
  static func isWhitespace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      || byte == UInt8(ascii: "\t")
  }

  /// The byte at `position`, or `nil` at the end.
  func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// Steps over a byte, if it is at `position`.
  mutating func consume(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  mutating func skipWhitespace() {
    while position < bytes.count && Self.isWhitespace(bytes[position]) { position += 1 }
  }

  /// The scalar that starts at a byte, or `nil` at the end; the text is known to be UTF-8.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first
  }

  func error(_ reason: JSONSyntaxError.Reason, at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(reason, offset: offset, in: bytes)
  }

  /// The error for whatever stands at `position`.
  func unexpected(_ expected: String) -> JSONSyntaxError {
    error(.unexpected(found: scalar(at: position), expected: expected), at: position)
  }
}

extension JSONParser {
  /// Reads the number that starts at `position`, and checks its grammar (RFC 8259 section 6).
  mutating func parseNumber() throws(JSONSyntaxError) -> String {
    let start = position
    if peek() == UInt8(ascii: "-") { position += 1 }
    let integer = position
    try skipDigits()
    guard bytes[integer] != UInt8(ascii: "0") || position == integer + 1 else {
      throw error(.leadingZero, at: integer)
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
      position += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Steps over one or more digits.
  private mutating func skipDigits() throws(JSONSyntaxError) {
    let start = position
    while let byte = peek(), HexDigits.isDecimal(byte) { position += 1 }
    guard position > start else { throw unexpected("a digit") }
  }
}
