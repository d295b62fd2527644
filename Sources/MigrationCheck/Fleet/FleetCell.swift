import MigrationState

/// The answer for every move from one class of VMs to one class of hosts.
public struct FleetCell: Hashable, Sendable {
  /// The answer.
  public let outcome: VerdictDocument.Outcome
  /// The codes of the findings that refuse or leave undecided, each once, sorted.
  public let codes: [String]
  /// The number of warnings.
  public let warnings: Int

  /// Whether the VMs may come back, if they may go; nil when nobody asked, and when the host they run on
  /// is not known.
  public internal(set) var back: VerdictDocument.Outcome?

  /// True when the VMs may go, and come back where that was asked and can be told.
  public var isSafe: Bool { outcome == .allowed && (back == nil || back == .allowed) }

  /// Draws the cell from the findings of a verdict, those that a waiver covers among them.
  public init(_ findings: [Finding]) {
    outcome = VerdictDocument.Outcome(of: findings)
    let open = findings.filter { $0.waived == nil }
    codes = Set(open.filter { $0.severity <= .undecided }.map(\.code)).sorted()
    warnings = open.count { $0.severity == .warn }
  }
}
