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
    rows = text.withUTF8Buffer { bytes in
      var rows: [Row] = []
      var start = bytes.startIndex
      var line = 0
      while start < bytes.endIndex {
        line += 1
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        let (words, indent) = Self.words(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        start = end + 1
        guard let first = words.first else { continue }
        if first == "+", let last = rows.indices.last {
          rows[last].words += words.dropFirst()
        } else {
          rows.append(Row(line: line, indent: indent, words: words))
        }
      }
      return rows
    }
  }

  /// The words of one line before its comment, and where the first stands.
  private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> ([String], indent: Int) {
    var words: [String] = []
    words.reserveCapacity(6)
    var indent = 0
    var start = -1
    for index in 0...bytes.count {
      let byte = index < bytes.count ? bytes[index] : UInt8(ascii: "#")
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "#") else {
        if start < 0 { start = index }
        continue
      }
      if start >= 0 {
        if words.isEmpty { indent = start }
        words.append(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
        )
        start = -1
      }
      if byte == UInt8(ascii: "#") { break }
    }
    return (words, indent)
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
