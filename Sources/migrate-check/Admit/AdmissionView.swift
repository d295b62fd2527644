import ArmArchitecture
import MigrationCheck

/// The admission of a VM's ID registers as text.
struct AdmissionView {
  private let report: AdmissionReport

  init(_ report: AdmissionReport) {
    self.report = report
  }

  var text: String {
    let answer =
      report.isAccepted ? Terminal.paint("ACCEPTED", .green) : Terminal.paint("REFUSED", .red)
    var text = "\(answer)  the ID registers of \(report.vm) on \(report.host)\n"
    for finding in report.findings { text += "  \(finding.code)  \(finding.message)\n" }
    guard !report.rows.isEmpty else { return text }
    var table = TextTable("REGISTER", "VM", "KEPT", "")
    for row in report.rows {
      let kept = row.stored.map { "0x" + hexadecimal($0, digits: 16) } ?? "-"
      let what =
        row.stored == nil
        ? row.findings.contains { $0.severity == .refuse } ? "refused" : "undecided"
        : row.stored == row.value ? "" : "tolerated"
      table.add(row.register, "0x" + hexadecimal(row.value, digits: 16), kept, what)
    }
    text += "\n" + table.render()
    for finding in report.rows.flatMap(\.findings) {
      text += "\n\(finding.code)  \(finding.message)\n"
      if let remedy = finding.remedy { text += "  remedy: \(remedy)\n" }
    }
    return text
  }
}
