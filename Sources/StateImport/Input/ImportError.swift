/// Why a foreign file cannot be read.
public enum ImportError: Error, Hashable, Sendable {
  /// The bytes are not what the format says.
  case malformed(offset: Int, expected: String, found: String)
  /// A line of a text is not what the format says; lines count from 1.
  case malformedLine(Int, expected: String, found: String)
  /// The file as a whole cannot be used, for the reason given.
  case unusable(String)
  /// The system could not read the file, for the reason given.
  case unreadable(String)
}

extension ImportError: CustomStringConvertible {
  /// One line: the place, what was expected there, and what was found.
  public var description: String {
    switch self {
    case .malformed(let offset, let expected, let found):
      "byte \(offset): expected \(expected), found \(found)"
    case .malformedLine(let line, let expected, let found):
      "line \(line): expected \(expected), found \(found)"
    case .unusable(let reason), .unreadable(let reason): reason
    }
  }
}
