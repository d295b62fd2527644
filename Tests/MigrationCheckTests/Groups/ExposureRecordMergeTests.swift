import MigrationState
import Testing

@testable import MigrationCheck

@Suite("exposures on a host of several kinds of CPU")
struct ExposureRecordMergeTests {
  private func record(
    _ feature: String,
    _ encodings: [String] = [],
    onTarget: Bool?
  ) -> ExposureRecord {
    ExposureRecord(feature: feature, encodings: encodings, onSource: nil, onTarget: onTarget)
  }

  @Test("each feature stands once, with the encodings of all kinds in the order of their operands")
  func union() {
    let merged = ExposureRecord.merged([
      [record("FEAT_MTE", ["S3_0_C10_C2_3"], onTarget: true), record("FEAT_LOR", onTarget: false)],
      [],
      [
        record("FEAT_MTE", ["S3_0_C5_C6_0", "S3_0_C10_C2_3"], onTarget: true),
        record("FEAT_DIT", onTarget: nil),
      ],
    ])
    #expect(Set(merged.map(\.feature)) == ["FEAT_MTE", "FEAT_LOR", "FEAT_DIT"])
    #expect(merged.count == 3)
    let tagging = merged.first { $0.feature == "FEAT_MTE" }
    #expect(tagging?.encodings == ["S3_0_C5_C6_0", "S3_0_C10_C2_3"])
  }

  @Test("features stand in the order of the tables, and those of no table after them by name")
  func order() {
    let unknown = ["FEAT_ZZ1", "FEAT_ZZ2", "FEAT_ZZ3", "FEAT_ZZ4", "FEAT_ZZ5", "FEAT_ZZ6"]
    let records = (unknown.reversed() + ["FEAT_MTE"]).map { record($0, onTarget: true) }
    let merged = ExposureRecord.merged([records, []])
    #expect(merged.map(\.feature) == ["FEAT_MTE"] + unknown)
  }

  @Test(
    "of what the kinds say, reachable weighs more than unknown and unknown more than hidden",
    arguments: [
      (true, nil, true), (nil, false, nil), (false, false, false), (false, true, true),
    ] as [(Bool?, Bool?, Bool?)]
  )
  func strongest(_ one: Bool?, _ other: Bool?, _ expected: Bool?) {
    let merged = ExposureRecord.merged([
      [record("FEAT_MTE", onTarget: one)], [record("FEAT_MTE", onTarget: other)],
    ])
    #expect(merged.map(\.onTarget) == [expected])
  }
}
