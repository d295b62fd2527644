/// A row of an architecture table that breaks the table's notation or its invariants.
///
/// The tables are part of the program, so an operator never meets this error: the tests parse every
/// table and every rule that a parser enforces.
public struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The table, named after the declaration that holds its text.
  public let table: String
  /// The line within the table's text, counted from 1; 0 when no single line is to blame.
  public let line: Int
  /// What is wrong, naming the offending word.
  public let reason: String

  /// Records what is wrong with one line of a table.
  public init(table: String, line: Int, reason: String) {
    self.table = table
    self.line = line
    self.reason = reason
  }

  /// `TABLE:LINE: REASON`.
  public var description: String { "\(table):\(line): \(reason)" }
}
