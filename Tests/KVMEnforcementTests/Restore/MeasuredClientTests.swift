import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

/// Every stream that a real QEMU 11.1 restored on a real KVM comes out as measured.
@Suite struct MeasuredClientTests {
  private static let resources = Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement")

  @Test("QEMU restores: accepted or not, and every register KVM refused")
  func qemu() throws {
    var streams: [String: RegisterFile] = [:]
    let listing = Self.resources.appending(path: "qemu_streams.jsonl.xz")
    for row in try Fixtures.jsonLines(listing) {
      streams[row["name"] as? String ?? ""] = try registerFile(row["registers"])
    }
    let rows = try Fixtures.jsonLines(
      Self.resources.appending(path: "qemu_kvm_verdicts.jsonl.xz")
    )
    #expect(rows.count == 30)
    for row in rows {
      let stream = try #require(row["stream"] as? String)
      let source = try HostRecord(named: try #require(row["source"] as? String))
      let target = try HostRecord(named: try #require(row["target"] as? String))
      let captured = try #require(streams[stream])
      let features = RestoreClient.qemu11.features(
        of: VCPUFeature.inferred(from: captured),
        source: try #require(source.profiles["full"]).features,
        target: try #require(target.profiles["full"]).features
      )
      let profile = try #require(
        VCPUProfile.synthesised(features, gic: .none, from: Array(target.profiles.values))
      )
      let plan = RestorePlan(profile: profile, kernel: target.kernel, facts: target.facts)
      let replay = plan.replay(captured, client: .qemu11)
      let context = "\(stream) -> \(target.name)"
      #expect(replay.isAccepted == row["accepted"] as? Bool, "\(context)")
      let refused = Set(replay.refusals.filter { $0.errno == 22 }.map(\.register.description))
      let named = Set((row["refusedRegisters"] as? [String: Any] ?? [:]).keys)
      let messages = (row["other"] as? [String] ?? []).joined(separator: "\n")
      let firmware = [
        0: "0x6030000000140000", 1: "0x6030000000140001", 2: "0x6030000000140002",
        3: "0x6030000000140003",
      ].filter { messages.contains("Could not set register fw reg \($0.key)") }
      #expect(refused == named.union(firmware.values), "\(context)")
      let unknown = replay.refusals.filter { $0.reason == .absent }.map(\.register)
      for id in unknown {
        let encoding = try #require(id.encoding)
        let spelt =
          "op0:\(encoding.op0) op1:\(encoding.op1) crn:\(encoding.crn) crm:\(encoding.crm) "
          + "op2:\(encoding.op2) in the incoming stream but unknown"
        #expect(messages.contains(spelt), "\(context) \(id)")
      }
      let reported = messages.split(separator: "\n").filter {
        $0.contains("in the incoming stream but unknown on the destination: fail")
      }
      #expect(unknown.count == reported.count, "\(context)")
    }
  }
}
