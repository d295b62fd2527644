import MigrationCheck
import TestSupport
import Testing

@Suite struct FindingCodesInReadmeTests {
  @Test("the README lists the finding codes as the program knows them")
  func table() throws {
    let wanted = "\n\n\(FindingKind.markdown)\n"
    let shown = try #require(Readme.part("finding-codes", of: Readme.text()))
    guard Readme.isRecording else {
      #expect(shown == wanted, "record with RECORD_SNAPSHOTS=1 swift test --filter README")
      return
    }
    try Readme.update { text in
      guard let part = Readme.part("finding-codes", of: text) else { return }
      text.replaceSubrange(part.startIndex..<part.endIndex, with: wanted)
    }
    Issue.record("recorded the finding codes; run again without RECORD_SNAPSHOTS")
  }

  @Test("every code has its row, with every severity")
  func rows() {
    for kind in FindingKind.all {
      let row = "| `\(kind.code)` | \(kind.severities.map(\.rawValue).joined(separator: ", ")) |"
      #expect(FindingKind.markdown.contains(row))
    }
  }
}
