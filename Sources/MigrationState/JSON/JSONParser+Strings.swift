extension JSONParser {
  /// Reads the string whose opening quote is at `position`.
  mutating func parseString() throws(JSONSyntaxError) -> String {
    let quote = position
    position += 1
    let start = position
    try skipPlain(quote: quote)
    if bytes[position] == UInt8(ascii: "\"") {
      defer { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    var buffer = Array(bytes[start..<position])
    while bytes[position] != UInt8(ascii: "\"") {
      try parseEscape(into: &buffer)
      let run = position
      try skipPlain(quote: quote)
      buffer += bytes[run..<position]
    }
    position += 1
    return String(decoding: buffer, as: UTF8.self)
  }

  /// Steps to the next quote or backslash.
  private mutating func skipPlain(quote: Int) throws(JSONSyntaxError) {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      guard byte >= 0x20 else {
        throw error(.controlCharacter(Unicode.Scalar(byte)), at: position)
      }
      position += 1
    }
    throw error(.unterminatedString, at: quote)
  }

  /// Reads the escape whose backslash is at `position`.
  private mutating func parseEscape(into buffer: inout [UInt8]) throws(JSONSyntaxError) {
    let start = position
    position += 1
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(bytes[position])
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"):
      buffer.append(contentsOf: String(try parseUnicodeEscape(at: start)).utf8)
      return
    default: throw error(.invalidEscape, at: start)
    }
    position += 1
  }

  /// Reads `uXXXX`, and the other half if it is a surrogate; `start` is its backslash.
  private mutating func parseUnicodeEscape(
    at start: Int
  ) throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try parseCodeUnit(at: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Not a scalar, hence a surrogate: it must be a high one with a low one after it.
    let second = position
    guard unit < 0xDC00, peek() == UInt8(ascii: "\\"), second + 1 < bytes.count,
      bytes[second + 1] == UInt8(ascii: "u")
    else { throw error(.loneSurrogate(unit), at: start) }
    position += 1
    let low = try parseCodeUnit(at: second)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
      )
    else { throw error(.loneSurrogate(unit), at: start) }
    return scalar
  }

  /// Reads `uXXXX`.
  private mutating func parseCodeUnit(at start: Int) throws(JSONSyntaxError) -> UInt16 {
    position += 1
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = HexDigits.value(of: byte) else {
        throw error(.invalidEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
