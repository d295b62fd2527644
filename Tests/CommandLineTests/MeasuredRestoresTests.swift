import Foundation
import TestSupport
import Testing

/// Every measured restore, and every captured VM, through the built tool, as an operator would ask.
///
/// Opt-in: `MIGRATE_CHECK_MEASURED` names the folder of the measurements; `captures` stands beside
/// it, with the hosts and snapshots that the rows name.
@Suite(.enabled(if: Fixtures.measured != nil))
struct MeasuredRestoresTests {
  @Test(
    "refused exactly when KVM refused, naming every register",
    arguments: ["restores", "restores_kernels"]
  )
  func restores(_ name: String) throws {
    let measured = try #require(Fixtures.measured)
    let captures = measured.deletingLastPathComponent().appending(path: "captures")
    let folder = try TemporaryFolder()
    var good = 0
    let rows = try Fixtures.jsonLines(measured.appending(path: "\(name).jsonl.xz"))
    for row in rows {
      guard let source = row["source"] as? String, let target = row["target"] as? String,
        let profile = row["profile"] as? String, let expect = row["expect"] as? [String: Any]
      else { throw CocoaError(.propertyListReadCorrupt) }
      let snapshot = folder.file("\(source).\(profile).json")
      if !FileManager.default.fileExists(atPath: snapshot.path) {
        let packed = captures.appending(path: "snapshots/\(source).\(profile).json.xz")
        try Fixtures.data(packed).write(to: snapshot)
      }
      let refused = try Self.refused(
        snapshot.path,
        from: "\(captures.path)/hosts/\(source).json",
        to: "\(captures.path)/hosts/\(target).json"
      )
      let registers = expect["refused"] as? [String: Any] ?? [:]
      let isInitialised = expect["vcpuInit"] as? Int == 0
      let named = Set(refused.compactMap { $0["register"] as? String })
      let isGood =
        refused.isEmpty == (isInitialised && registers.isEmpty)
        && (!isInitialised || named.isSuperset(of: registers.keys))
      if isGood { good += 1 }
      #expect(isGood, "\(row["id"] ?? name)")
    }
    print("\(name): \(good) of \(rows.count)")
  }

  @Test("streams of QEMU: refused exactly when QEMU 11 refused, naming every register it named")
  func streams() throws {
    let measured = try #require(Fixtures.measured)
    let captures = measured.deletingLastPathComponent().appending(path: "captures")
    let folder = try TemporaryFolder()
    var good = 0
    let rows = try Fixtures.jsonLines(measured.appending(path: "qemu_kvm_verdicts.jsonl.xz"))
    for row in rows {
      guard let source = row["source"] as? String, let target = row["target"] as? String,
        let name = row["stream"] as? String, let isAccepted = row["accepted"] as? Bool
      else { throw CocoaError(.propertyListReadCorrupt) }
      let stream = folder.file("\(name).stream")
      if !FileManager.default.fileExists(atPath: stream.path) {
        let packed = captures.appending(path: "qemu/kvm-\(name).stream.xz")
        try Fixtures.data(packed).write(to: stream)
      }
      let refused = try Self.refused(
        stream.path,
        from: "\(captures.path)/hosts/\(source).json",
        to: "\(captures.path)/hosts/\(target).json"
      )
      let registers = row["refusedRegisters"] as? [String: Any] ?? [:]
      let isGood =
        refused.isEmpty == isAccepted
        && Set(refused.compactMap { $0["register"] as? String }).isSuperset(of: registers.keys)
      if isGood { good += 1 }
      #expect(isGood, "\(name): \(source) -> \(target)")
    }
    print("qemu_kvm_verdicts: \(good) of \(rows.count)")
  }

  @Test("every captured VM may stay on its host, with no finding above note")
  func stays() throws {
    let measured = try #require(Fixtures.measured)
    let captures = measured.deletingLastPathComponent().appending(path: "captures")
    let folder = try TemporaryFolder()
    let files = try FileManager.default.contentsOfDirectory(
      at: captures.appending(path: "snapshots"),
      includingPropertiesForKeys: nil
    )
    #expect(!files.isEmpty)
    for file in files {
      let name = String(file.lastPathComponent.dropLast(".json.xz".count))
      let host = name.split(separator: ".").dropLast().joined(separator: ".")
      let snapshot = folder.file("\(name).json")
      try Fixtures.data(file).write(to: snapshot)
      let record = "\(captures.path)/hosts/\(host).json"
      let (verdict, findings) = try Self.judge(snapshot.path, from: record, to: record)
      #expect(verdict == "allowed", "\(name)")
      let heavy = findings.filter { $0["severity"] as? String != "note" }
      #expect(heavy.isEmpty, "\(name): \(heavy.compactMap { $0["subject"] as? String })")
    }
  }

  /// The verdict and its findings.
  private static func judge(
    _ snapshot: String,
    from source: String,
    to target: String
  ) throws -> (verdict: String?, findings: [[String: Any]]) {
    let result = try Tool.run([
      "check", "@\(snapshot)", "--from", "@\(source)", "--to", "@\(target)", "--json",
    ])
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    return (json?["verdict"] as? String, json?["findings"] as? [[String: Any]] ?? [])
  }

  /// The findings that say that KVM or the client refuses.
  private static func refused(
    _ snapshot: String,
    from source: String,
    to target: String
  ) throws -> [[String: Any]] {
    try judge(snapshot, from: source, to: target).findings.filter {
      $0["severity"] as? String == "refuse" && $0["beyondKvm"] == nil
    }
  }
}
