/// A place in a text, as editors count it.
public struct TextPosition: Equatable, Hashable, Sendable {
  /// The line, from 1; only a line feed ends a line, so that CR LF counts once.
  public let line: Int

  /// The column, from 1, in Unicode scalars (not bytes) since the start of the line.
  public let column: Int

  /// Creates a position from a line and a column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Finds the position of a byte of a UTF-8 text.
  ///
  /// Everything before `offset` must be valid UTF-8, or the column is not exact.
  ///
  /// - Parameters:
  ///   - offset: The byte, from 0; an offset past the end means the end.
  ///   - bytes: The whole text.
  /// - Complexity: O(*offset*), which is why nodes keep offsets and only errors keep positions.
  public init(offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(max(offset, 0)) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        // Continuation bytes belong to a scalar that was counted at its first byte.
        column += 1
      }
    }
    self.init(line: line, column: column)
  }
}

extension TextPosition: CustomStringConvertible {
  /// The position in words: `line 3, column 7`.
  public var description: String { "line \(line), column \(column)" }
}
