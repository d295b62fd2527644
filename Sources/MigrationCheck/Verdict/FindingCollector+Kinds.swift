import MigrationState

extension FindingCollector {
  /// What several kinds of CPU of one host find together.
  ///
  /// - Parameters:
  ///   - kinds: what each kind finds, with its name.
  ///   - host: the host's name.
  /// - Returns: everything on which the kinds agree and every lighter finding of any; what only some
  ///   refuse becomes one `heterogeneous-host` finding a kind.
  static func merged(
    _ kinds: [(name: String, findings: FindingCollector)],
    host: String
  ) -> FindingCollector {
    guard let first = kinds.first, kinds.count > 1 else {
      return kinds.first?.findings ?? FindingCollector()
    }
    var result = FindingCollector()
    for (name, collector) in kinds {
      var ownHeavy: [Finding] = []
      for (finding, vcpus) in collector.contents {
        let isCommon = kinds.allSatisfy { $0.findings.contains(finding) }
        guard isCommon || finding.severity > .undecided else {
          ownHeavy.append(finding)
          continue
        }
        if isCommon, name != first.name { continue }
        result.add(finding, vcpus: vcpus)
      }
      guard let heaviest = ownHeavy.map(\.severity).min() else { continue }
      var finding = FindingKind.heterogeneousHost.finding(
        heaviest,
        host,
        "\(host): the CPUs \(name) do not accept the VM: "
          + ownHeavy.map(\.message).joined(separator: "; ")
      )
      finding.remedy = FindingKind.heterogeneousHost.remedy
      result.add(finding)
    }
    return result
  }
}
