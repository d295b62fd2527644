/// A line of a stream that is longer than accepted.
public struct JSONLinesError: Error, Equatable, Sendable {
  /// The number of the line, from 1.
  public let line: Int

  /// The longest line that is accepted, in bytes without the line feed.
  public let maximumLineLength: Int
}

extension JSONLinesError: CustomStringConvertible {
  /// The error in words.
  public var description: String {
    "line \(line) is longer than \(maximumLineLength) bytes"
  }
}
