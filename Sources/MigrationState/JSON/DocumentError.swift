/// A value of a well-formed JSON document that is not what the document's schema asks for.
public struct DocumentError: Error, Equatable, Sendable {
  /// The path of the value, such as `$.cpus[0].midr`; of the absent one if a key is missing.
  public let path: String

  /// The value as the document spells it, cut after 60 characters.
  ///
  /// If a key is missing this is the object that lacks it.
  public let value: String

  /// What is wrong with the value.
  public let reason: Reason

  /// The line of the value, from 1.
  public let line: Int

  /// The column of the value, from 1, in Unicode scalars (not bytes).
  public let column: Int
}

extension DocumentError: CustomStringConvertible {
  /// The error in words: `$.pageSize (line 6, column 14): expected a number, … : "4096"`.
  public var description: String {
    "\(path) (\(TextPosition(line: line, column: column))): \(reason): \(value)"
  }
}
