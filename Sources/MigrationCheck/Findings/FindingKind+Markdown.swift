extension FindingKind {
  /// Every kind as Markdown tables, one a group: what the README shows.
  public static var markdown: String {
    Group.allCases.compactMap { group -> String? in
      let kinds = all.filter { $0.group == group }
      guard !kinds.isEmpty else { return nil }
      let rows = kinds.map { kind in
        let severities = kind.severities.map(\.rawValue).joined(separator: ", ")
        return "| `\(kind.code)` | \(severities) | \(cell(kind.means)) \(cell(kind.when)) |\n"
      }
      return "**\(group.rawValue). \(group.title)**\n\n| code | severity | means; when |\n"
        + "|---|---|---|\n" + rows.joined()
    }.joined(separator: "\n")
  }

  /// A text that does not end its cell early.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
