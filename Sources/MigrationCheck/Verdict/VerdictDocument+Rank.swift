import MigrationState

extension VerdictDocument {
  /// True when a target with this verdict is the better choice: allowed before undecided before
  /// refused, then fewer findings, the heaviest counted first, then by name.
  public func isBetter(than other: VerdictDocument) -> Bool {
    let (own, others) = (rank, other.rank)
    return own == others ? target < other.target : own.lexicographicallyPrecedes(others)
  }

  private var rank: [Int] {
    let outcome =
      switch verdict {
      case .allowed: 0
      case .undecided: 1
      case .refused: 2
      }
    let open = findings.filter { $0.waived == nil }
    return [outcome]
      + Finding.Severity.allCases.map { severity in
        open.count { $0.severity == severity }
      }
  }

  /// What would make the target accept the VM, in one sentence; nil for an allowed move.
  ///
  /// When one remedy mends everything, it is that. When every finding can be mended by starting the
  /// VM otherwise, the sentence says how, else which findings cannot.
  public var nearestRemedy: String? {
    let heavy = findings.filter { $0.waived == nil && $0.severity <= .undecided }
    guard verdict != .allowed, !heavy.isEmpty else { return nil }
    let prefix = "Start the VM with "
    var settings: [String] = []
    var others: [String] = []
    let remedies = Set(heavy.map(\.remedy))
    if remedies.count == 1, let only = heavy[0].remedy, !only.hasPrefix(prefix) { return only }
    for finding in heavy {
      if let remedy = finding.remedy, remedy.hasPrefix(prefix) {
        let setting = String(remedy.dropFirst(prefix.count))
        if !settings.contains(setting) { settings.append(setting) }
      } else if !others.contains(finding.subject) {
        others.append(finding.subject)
      }
    }
    if others.isEmpty {
      return "allowed if the VM were started with " + settings.joined(separator: ", ")
    }
    if verdict == .undecided {
      return heavy.compactMap(\.remedy).first.map { "to decide: \($0)" }
    }
    return "starting the VM otherwise does not suffice: " + others.joined(separator: ", ")
  }
}
