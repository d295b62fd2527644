import Foundation
import TestSupport
import Testing

/// Every measured restore through the built tool, as an operator would ask.
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
      func host(_ name: String) -> String { "@\(captures.path)/hosts/\(name).json" }
      let result = try Tool.run([
        "check", "@\(snapshot.path)", "--from", host(source), "--to", host(target), "--json",
      ])
      let verdict = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let findings = (verdict as? [String: Any])?["findings"] as? [[String: Any]] ?? []
      let refused = findings.filter {
        $0["severity"] as? String == "refuse" && $0["beyondKvm"] == nil
      }
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
}
