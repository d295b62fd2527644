/// One table's text, cut into rows of words.
///
/// The notation every table shares: one row a line; words are separated by spaces;
/// `#` starts a comment that runs to the end of the line; a line whose first word is `+` continues
/// the row above; a blank line means nothing. What the words of a row mean is said where the table
/// is parsed.
package struct TableText {
  /// One row: its words, where it stands, and how far it is indented.
  package struct Row {
    /// The line of the row's first word, counted from 1.
    package let line: Int
    /// The number of spaces before the first word.
    package let indent: Int
    /// The words, at least one.
    package var words: [String]
  }

  /// The name used in errors.
  package let name: String
  /// The rows, in the order of the text.
  package let rows: [Row]

  /// Cuts a text into rows.
  ///
  /// - Complexity: O(*n*) in the text, in one pass.
  package init(_ name: String, _ text: StaticString) {
    self.name = name
    var rows: [Row] = []
    var lines = TableLines(text)
    while lines.advance() {
      var words = lines.texts
      if words[0] == "+", let last = rows.indices.last {
        words.removeFirst()
        rows[last].words += words
      } else {
        rows.append(Row(line: lines.number, indent: lines.indent, words: words))
      }
    }
    self.rows = rows
  }

  /// The error for a row of this table.
  package func error(_ row: Row, _ reason: String) -> TableError {
    TableError(table: name, line: row.line, reason: reason)
  }
}

/// Loads a table that is part of the program.
///
/// - Precondition: `load` does not throw. A table that does not parse is a programming error that
///   no caller can handle; the tests load every table through the throwing form.
package func builtIn<Table>(_ load: () throws(TableError) -> Table) -> Table {
  do {
    return try load()
  } catch {
    preconditionFailure("built-in table is broken: \(error)")
  }
}
