/// For every feature the project knows, how it can be hidden from a VM.
public struct FeatureHidings: Sendable {
  /// One row a feature, in the order of ``FeatureTable/features``.
  public let rows: [FeatureHiding]

  /// The built-in tables.
  public static let standard = builtIn { () throws(TableError) in try FeatureHidings(tables) }

  private static let tables: [(String, StaticString)] = [
    ("trapped", trapped), ("instructions", instructions), ("controls", controls),
    ("outside", outside),
  ]

  /// Parses tables in the notation of ``parse(_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, and unless every feature of
  ///   ``FeatureTable/standard`` stands exactly once.
  init(_ tables: [(String, StaticString)]) throws(TableError) {
    var rows: [String: FeatureHiding] = [:]
    for (table, text) in tables {
      for row in try Self.parse(TableText(table, text)) {
        guard rows.updateValue(row, forKey: row.feature) == nil else {
          throw TableError(table: table, line: 0, reason: "\(row.feature) stands twice")
        }
      }
    }
    var ordered: [FeatureHiding] = []
    for feature in FeatureTable.standard.features {
      guard let row = rows[feature.name] else {
        throw TableError(table: "hiding", line: 0, reason: "\(feature.name) is missing")
      }
      ordered.append(row)
    }
    self.rows = ordered
  }

  /// The row of a feature; nil for an unknown name.
  ///
  /// - Complexity: O(1).
  public func row(of feature: some StringProtocol) -> FeatureHiding? {
    FeatureTable.standard.index(of: feature).map { rows[$0] }
  }
}
