import MigrationCheck
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
      text += section(
        Self.title(severity),
        verdict.findings.filter { $0.severity == severity && $0.waived == nil }
      )
    }
    text += section(Terminal.paint("Waived", .cyan), verdict.findings.filter { $0.waived != nil })
    if let remedy = verdict.nearestRemedy { text += "\nNearest remedy: \(remedy)\n" }
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

  private func section(_ title: String, _ findings: [Finding]) -> String {
    guard !findings.isEmpty else { return "" }
    return "\n\(title) (\(findings.count))\n" + findings.map(entry).joined()
  }

  private func entry(_ finding: Finding) -> String {
    var text = "  \(finding.code)  \(finding.message)\n"
    if let vcpus = finding.vcpus { text += "    vCPUs: \(vcpus)\n" }
    if let waived = finding.waived { text += "    waived: \(waived)\n" }
    if let remedy = finding.remedy, finding.severity != .note, finding.waived == nil {
      text += "    remedy: \(remedy)\n"
    }
    return text
  }
}
