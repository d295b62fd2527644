import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

/// Every real restore comes out as measured: vCPU init, refused registers with their errno, values
/// that read back differently, registers of the target alone.
@Suite struct MeasuredRestoreTests {
  private static let resources = Fixtures.root.appending(path: "Tests/Resources/KVMEnforcement")

  @Test("restores between hosts", arguments: [("restores", 155), ("restores_kernels", 116)])
  func restores(_ file: String, _ count: Int) throws {
    let rows = try Fixtures.jsonLines(Self.resources.appending(path: "\(file).jsonl.xz"))
    #expect(rows.count == count)
    let snapshots = try Self.snapshots()
    var hosts: [String: HostRecord] = [:]
    for row in rows {
      let (source, target) = (try name(row, "source"), try name(row, "target"))
      let profile = try name(row, "profile")
      if hosts[target] == nil { hosts[target] = try HostRecord(named: target) }
      try compare(
        row,
        try #require(hosts[target]),
        profile,
        try #require(snapshots["\(source).\(profile)"])
      )
    }
  }

  private func compare(
    _ row: [String: Any],
    _ host: HostRecord,
    _ profile: String,
    _ snapshot: RegisterFile
  ) throws {
    let id = try name(row, "id")
    let expected = try #require(row["expect"] as? [String: Any])
    let features = host.profiles[profile]?.features ?? host.refused[profile]?.features ?? []
    let start = VCPUInit(
      features,
      mte: false,
      kernel: host.kernel,
      capabilities: host.capabilities
    )
    #expect(Int(start.errno) == expected["vcpuInit"] as? Int, "\(id)")
    #expect((host.refused[profile] != nil) == !start.problems.isEmpty, "\(id)")
    guard start.errno == 0 else { return }

    let plan = RestorePlan(
      profile: try #require(host.profiles[profile]),
      kernel: host.kernel,
      facts: host.facts
    )
    let replay = plan.replay(snapshot)
    let refused = Dictionary(
      uniqueKeysWithValues: replay.refusals.map {
        ($0.register.description, $0.errno.map { Int($0) } ?? -1)
      }
    )
    #expect(refused == expected["refused"] as? [String: Int], "\(id)")
    let differs = replay.differences.map { difference in
      "\(difference.register) \(Self.text(difference.written)) \(Self.text(difference.kept))"
    }
    #expect(differs.sorted() == Self.differences(expected, host.kernel), "\(id)")
    let targetOnly = Set(replay.targetOnly.map(\.description))
    #expect(targetOnly == Set(expected["targetOnly"] as? [String] ?? []), "\(id)")
    #expect(replay.isAccepted == refused.isEmpty, "\(id)")
  }

  /// The measured differences without running counters and, where KVM computes it, without the
  /// timers' status bit.
  private static func differences(_ expected: [String: Any], _ kernel: KernelVersion) -> [String] {
    let all = expected["readBackDiffers"] as? [String: [String]] ?? [:]
    let ignored: Set<String> =
      kernel < KernelVersion(6, 18)
      ? ["CNTPCT_EL0", "CNTV_CVAL_EL0", "CNTV_CTL_EL0", "CNTP_CTL_EL0"]
      : ["CNTPCT_EL0", "CNTV_CVAL_EL0"]
    return all.filter { !ignored.contains($0.key) }
      .map { "\($0.key) \($0.value.joined(separator: " "))" }.sorted()
  }

  private static func text(_ words: [UInt64]) -> String {
    "0x" + words.reversed().map { hexadecimal($0, digits: 16) }.joined()
  }

  /// The captured registers, by host and profile.
  static func snapshots() throws -> [String: RegisterFile] {
    var snapshots: [String: RegisterFile] = [:]
    for row in try Fixtures.jsonLines(resources.appending(path: "snapshots.jsonl.xz")) {
      snapshots[row["name"] as? String ?? ""] = try registerFile(row["registers"])
    }
    return snapshots
  }

  private func name(_ row: [String: Any], _ key: String) throws -> String {
    try #require(row[key] as? String)
  }
}
