/// Comma-separated values (RFC 4180).
enum CSV {
  /// One line; cells with a comma, a quote or a line break are quoted.
  static func line(_ cells: String...) -> String { line(cells) }

  /// One line of cells counted at run time.
  static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}
