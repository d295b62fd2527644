import MigrationCheck
import Testing

@Suite struct FindingKindTests {
  @Test("codes are unique, spelt in lower case with dashes, and found by name")
  func codes() {
    #expect(Set(FindingKind.all.map(\.code)).count == FindingKind.all.count)
    for kind in FindingKind.all {
      #expect(kind.code.wholeMatch(of: #/[a-z]+(-[a-z]+)*/#) != nil)
      #expect(FindingKind.named(kind.code)?.means == kind.means)
    }
    #expect(FindingKind.named("no-such-code") == nil)
  }

  @Test("every kind says what it means, when it refuses, from what and why, and what to do")
  func texts() {
    for kind in FindingKind.all {
      #expect(!kind.severities.isEmpty, "\(kind.code)")
      #expect(kind.severities == kind.severities.sorted(), "\(kind.code)")
      for text in [kind.means, kind.when, kind.evidence, kind.source, kind.remedy] {
        #expect(text.hasSuffix("."), "\(kind.code): \(text)")
      }
    }
  }
}
