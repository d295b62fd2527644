/// Rows of text in columns that line up.
struct TextTable {
  private var rows: [[String]] = []
  private let separator = "  "

  /// A table with a line of headings.
  init(_ headings: String...) {
    rows.append(headings)
  }

  /// A table with headings counted at run time.
  init(_ headings: [String]) {
    rows.append(headings)
  }

  /// A table without headings.
  init() {}

  /// Adds a row; it may have fewer cells than the table has columns.
  mutating func add(_ cells: String...) {
    rows.append(cells)
  }

  /// Adds a row of cells counted at run time.
  mutating func add(_ cells: [String]) {
    rows.append(cells)
  }

  /// True when there is nothing but headings.
  var isEmpty: Bool { rows.count <= 1 }

  /// The rows, each ended by a newline, without spaces at the ends of lines.
  func render(indent: Int = 0) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      let line = String(repeating: " ", count: indent) + cells.joined(separator: separator)
      return line.replacing(#/ +$/#, with: "") + "\n"
    }.joined()
  }
}
