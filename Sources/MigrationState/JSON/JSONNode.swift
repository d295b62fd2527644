/// A JSON value and the bytes of the document it was read from.
public struct JSONNode: Sendable {
  /// The value.
  public let value: JSONValue

  /// The bytes of the value in the document, from its first to just past its last.
  public let range: Range<Int>

  /// The offset of the first byte of the value in the document, from 0.
  public var offset: Int { range.lowerBound }

  init(_ value: JSONValue, range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

extension JSONNode {
  /// The value as it is spelt in the document, without white space between tokens, cut short.
  ///
  /// Escapes stay escapes: an escape character in a string does not reach a terminal this way.
  ///
  /// - Parameters:
  ///   - bytes: The document this node was parsed from.
  ///   - limit: The most Unicode scalars to keep; a longer value ends in `…` besides.
  /// - Returns: The text, on one line.
  func excerpt(of bytes: [UInt8], limit: Int = 60) -> String {
    var kept: [UInt8] = []
    var scalars = 0
    var isInString = false
    var isEscaped = false
    for byte in bytes[range] {
      if !isInString && JSONParser.isWhitespace(byte) { continue }
      if byte & 0xC0 != 0x80 {
        if scalars == limit { return String(decoding: kept, as: UTF8.self) + "…" }
        scalars += 1
      }
      kept.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString.toggle()
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
