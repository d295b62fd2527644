import MigrationState

/// A verdict as text: the answer first, then the findings by severity.
struct VerdictView {
  private let verdict: VerdictDocument

  init(_ verdict: VerdictDocument) {
    self.verdict = verdict
  }

  var text: String {
    var text = headline + "\n"
    if let reason = verdict.options["breakGlass"] { text += "Break glass: \(reason)\n" }
    for severity in Finding.Severity.allCases {
      let findings = verdict.findings.filter { $0.severity == severity }
      guard !findings.isEmpty else { continue }
      text += "\n\(Self.title(severity)) (\(findings.count))\n"
      for finding in findings { text += entry(finding) }
    }
    return text + "\n"
  }

  /// `REFUSED  web-1: rack1-03 -> rack2-07`.
  private var headline: String {
    let (word, colour): (String, Terminal.Colour) =
      switch verdict.verdict {
      case .allowed: ("ALLOWED", .green)
      case .refused: ("REFUSED", .red)
      case .undecided: ("UNDECIDED", .yellow)
      }
    let way = "\(verdict.source ?? "(source unknown)") -> \(verdict.target)"
    let assumed = verdict.options["assumeKernel"].map { ", assuming kernel \($0)" } ?? ""
    return "\(Terminal.paint(word, colour))  \(verdict.vm): \(way)\(assumed)"
  }

  private static func title(_ severity: Finding.Severity) -> String {
    switch severity {
    case .refuse: Terminal.paint("Refused", .red)
    case .undecided: Terminal.paint("Undecided", .yellow)
    case .warn: Terminal.paint("Warnings", .yellow)
    case .note: Terminal.paint("Notes", .cyan)
    }
  }

  private func entry(_ finding: Finding) -> String {
    var text = "  \(finding.code)  \(finding.message)\n"
    if let vcpus = finding.vcpus { text += "    vCPUs: \(vcpus)\n" }
    if let waived = finding.waived { text += "    waived: \(waived)\n" }
    if let remedy = finding.remedy, finding.severity != .note { text += "    remedy: \(remedy)\n" }
    return text
  }
}
