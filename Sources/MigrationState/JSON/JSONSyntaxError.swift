/// A text that is not JSON, and the place where it stops being JSON.
public struct JSONSyntaxError: Error, Equatable, Sendable {
  /// The line, from 1.
  public let line: Int

  /// The column, from 1, in Unicode scalars (not bytes).
  public let column: Int

  /// The offset in bytes, from 0.
  public let offset: Int

  /// What is wrong there.
  public let reason: Reason

  init(_ reason: Reason, offset: Int, in bytes: [UInt8]) {
    let position = TextPosition(offset: offset, in: bytes)
    self.line = position.line
    self.column = position.column
    self.offset = offset
    self.reason = reason
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// The error in words: `line 3, column 7: …`.
  public var description: String {
    "\(TextPosition(line: line, column: column)): \(reason)"
  }
}
