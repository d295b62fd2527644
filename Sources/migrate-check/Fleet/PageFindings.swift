import MigrationCheck
import MigrationState

/// Findings as a page holds them: rows of places in a list of texts, since most texts are those of many
/// findings.
struct PageFindings {
  /// What a row holds, in order: the names that the page's script knows.
  let fields: JSONOutput
  /// The findings; a row ends with the last text that it has.
  let rows: JSONOutput
  /// The texts; the first is empty, and stands for one that a finding does not have.
  let texts: JSONOutput

  private static let columns: [(name: String, text: @Sendable (Finding) -> String?)] = [
    ("severity", { $0.severity.rawValue }),
    ("code", { $0.code }),
    ("subject", { $0.subject }),
    ("message", { $0.message }),
    ("remedy", { $0.remedy }),
    ("register", { $0.register }),
    ("field", { $0.field }),
    ("feature", { $0.feature }),
    ("source", { $0.source }),
    ("target", { $0.target }),
    ("vcpus", { $0.vcpus }),
    ("waived", { $0.waived }),
  ]

  init(_ findings: [Finding]) {
    var texts = Distinct<String>()
    _ = texts.place(of: "")
    rows = .array(
      findings.map { finding in
        var row = Self.columns.map { texts.place(of: $0.text(finding) ?? "") }
        while row.last == 0 { row.removeLast() }
        return .array(row.map { .int($0) })
      }
    )
    self.texts = .array(texts.values.map { .string($0) })
    fields = .array(Self.columns.map { .string($0.name) })
  }
}
