import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

/// Every write of an ID register that a real kernel was asked for comes out as measured.
@Suite struct MeasuredAdmissionTests {
  private static let sample = Fixtures.root.appending(
    path: "Tests/Resources/KVMEnforcement/admission_max_7.3_sample.jsonl.xz"
  )

  @Test("a fair sample of measured writes: accepted and stored as measured")
  func sample() throws {
    let rows = try Fixtures.jsonLines(Self.sample)
    #expect(rows.count >= 3_000)
    #expect(Set(rows.compactMap { $0["register"] as? String }).count == 57)
    try compare(rows)
  }

  @Test("all measured writes", .enabled(if: Fixtures.measured != nil))
  func everything() throws {
    let folder = try #require(Fixtures.measured)
    let rows = try Fixtures.jsonLines(folder.appending(path: "admission_max_7.3.jsonl.xz"))
    #expect(rows.count == 28_980)
    try compare(rows)
  }

  private func compare(_ rows: [[String: Any]]) throws {
    var plans: [String: AdmissionPlan] = [:]
    var good = 0
    var wrong: [String] = []
    for row in rows {
      let host = try #require(row["host"] as? String)
      let profile = try #require(row["profile"] as? String)
      if plans["\(host)/\(profile)"] == nil {
        let record = try HostRecord(named: host)
        plans["\(host)/\(profile)"] = AdmissionPlan(
          profile: try #require(record.profiles[profile]),
          kernel: record.kernel,
          facts: record.facts
        )
      }
      let plan = try #require(plans["\(host)/\(profile)"])
      let register = try #require(RegisterID(row["register"] as? String ?? "")?.encoding)
      let value = try #require(Fixtures.hex(row["value"]))
      let expected = try #require(row["expect"] as? [String: Any])
      let admission = plan.admit(register, value)
      let accepted = expected["accepted"] as? Bool
      let stored =
        accepted == true ? Fixtures.hex(expected["readBack"]) ?? value : nil
      if admission.accepted == accepted, admission.stored == stored,
        admission.accepted == admission.problems.isEmpty
      {
        good += 1
      } else {
        wrong.append("\(row["id"] ?? "") gave \(admission)")
      }
    }
    #expect(good == rows.count, "\(wrong.prefix(5))")
  }
}
