extension JSONWriter {
  /// Appends a text in quotes, with what RFC 8259 section 7 says must be escaped, escaped.
  ///
  /// U+007F is escaped too, since a terminal could act on it.
  static func writeQuoted(_ text: String, to buffer: inout [UInt8]) {
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(byte)
      case 0x08: buffer += "\\b".utf8
      case 0x09: buffer += "\\t".utf8
      case 0x0A: buffer += "\\n".utf8
      case 0x0C: buffer += "\\f".utf8
      case 0x0D: buffer += "\\r".utf8
      case 0..<0x20, 0x7F:
        buffer += "\\u00".utf8
        if byte < 0x10 { buffer.append(UInt8(ascii: "0")) }
        buffer += String(byte, radix: 16).utf8
      default: buffer.append(byte)
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }
}
