import MigrationCheck

extension Explainer {
  /// A finding code.
  func finding(_ kind: FindingKind) -> Explanation {
    var result = Explanation(.finding, kind.code)
    result.fact("Means", "means", kind.means)
    result.fact("Group", "group", "\(kind.group.rawValue), \(kind.group.title)")
    let severities = kind.severities.map(\.rawValue)
    result.fact(
      "Severity",
      "severities",
      severities.joined(separator: ", "),
      .array(severities.map { .string($0) })
    )
    result.fact("When", "when", kind.when)
    result.fact("Evidence", "evidence", kind.evidence)
    result.fact("What to do", "remedy", kind.remedy)
    result.fact("Source", "source", kind.source)
    return result
  }
}
