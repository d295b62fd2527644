import Foundation
import TestSupport
import Testing

@Suite struct CheckTests {
  private static let hosts = "samples/hosts/"
  private static let snapshots = "samples/snapshots/"

  /// The verdict on a snapshot alone.
  private func verdict(
    _ snapshot: String,
    from source: String?,
    to target: String
  ) throws -> (status: Int32, findings: [[String: Any]], verdict: String) {
    var arguments = [
      "check", "@\(Self.snapshots)\(snapshot).json", "--to", "@\(Self.hosts)\(target).json",
      "--json",
    ]
    if let source { arguments += ["--from", "@\(Self.hosts)\(source).json"] }
    let result = try Tool.run(arguments)
    let object =
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
    return (
      result.status, object["findings"] as? [[String: Any]] ?? [],
      object["verdict"] as? String ?? ""
    )
  }

  private func registers(_ findings: [[String: Any]], _ code: String) -> Set<String> {
    Set(findings.filter { $0["code"] as? String == code }.compactMap { $0["register"] as? String })
  }

  @Test("max, 7.3 to 6.12: refused, naming the registers that are missing there")
  func newerToOlder() throws {
    let (status, findings, verdict) = try verdict(
      "max-linux-7.3.4.all",
      from: "max-linux-7.3.4",
      to: "max-linux-6.12.107"
    )
    #expect(status == 1)
    #expect(verdict == "refused")
    #expect(
      registers(findings, "register-missing") == [
        "SCTLR2_EL1", "PMMIR_EL1", "0x6030000000160003",
      ]
    )
  }

  @Test("max, 6.12 to 7.3: allowed, and the NV that 6.12 showed is a note")
  func olderToNewer() throws {
    let (status, findings, verdict) = try verdict(
      "max-linux-6.12.107.all",
      from: "max-linux-6.12.107",
      to: "max-linux-7.3.4"
    )
    #expect(status == 0)
    #expect(verdict == "allowed")
    let tolerated = findings.filter { $0["code"] as? String == "value-tolerated" }
    #expect(tolerated.map { $0["subject"] as? String } == ["ID_AA64MMFR2_EL1.NV"])
    #expect(tolerated.map { $0["severity"] as? String } == ["note"])
  }

  @Test("neoverse-n1, 6.12 to 7.3: refused for the registers that 7.3 hides, and nothing else")
  func hiddenRegisters() throws {
    let (status, findings, _) = try verdict(
      "neoverse-n1-linux-6.12.107.plain",
      from: "neoverse-n1-linux-6.12.107",
      to: "neoverse-n1-linux-7.3.4"
    )
    #expect(status == 1)
    let refused = findings.filter { $0["severity"] as? String == "refuse" }
    #expect(
      Set(refused.compactMap { $0["register"] as? String }) == ["TCR2_EL1", "PIR_EL1", "PIRE0_EL1"]
    )
    #expect(refused.allSatisfy { $0["code"] as? String == "register-missing" })
  }

  @Test("another CPU: the identity registers and the fields that differ are named")
  func otherCPU() throws {
    let (status, findings, _) = try verdict(
      "neoverse-v1-linux-7.3.4.all",
      from: "neoverse-v1-linux-7.3.4",
      to: "max-linux-7.3.4"
    )
    #expect(status == 1)
    #expect(registers(findings, "invariant-differs").contains("MIDR_EL1"))
    #expect(!findings.filter { $0["field"] != nil }.isEmpty)
  }

  @Test("vCPU features that the target lacks are named, and nothing is judged after them")
  func features() throws {
    let (status, findings, _) = try verdict(
      "max-linux-7.3.4.all",
      from: "max-linux-7.3.4",
      to: "neoverse-n1-linux-7.3.4"
    )
    #expect(status == 1)
    let refused = findings.filter { $0["severity"] as? String == "refuse" }
    #expect(refused.allSatisfy { $0["code"] as? String == "vcpu-feature-unavailable" })
    #expect(Set(refused.compactMap { $0["subject"] as? String }).contains("sve"))
  }

  @Test(
    "the same VM on the same host is allowed without a finding above note",
    arguments: [
      "max-linux-7.3.4.plain", "max-linux-7.3.4.all", "max-linux-6.12.107.all",
      "neoverse-n1-linux-6.12.107.plain", "neoverse-n1-linux-7.3.4.pmu",
      "neoverse-v1-linux-7.3.4.all", "neoverse-n2-linux-7.3.4.plain", "max-linux-7.3.4.el2_all",
    ]
  )
  func stays(_ snapshot: String) throws {
    let host = snapshot.split(separator: ".").dropLast().joined(separator: ".")
    let (status, findings, _) = try verdict(snapshot, from: host, to: host)
    #expect(status == 0)
    #expect(findings.filter { $0["severity"] as? String != "note" }.isEmpty)
  }

  @Test("over several targets refused counts first, with --any the best does")
  func severalTargets() throws {
    let snapshot = "@\(Self.snapshots)max-linux-6.12.107.all.json"
    let targets = "@\(Self.hosts)max-linux-7.3.4.json,@\(Self.hosts)neoverse-n1-linux-7.3.4.json"
    let arguments = [
      "check", snapshot, "--from", "@\(Self.hosts)max-linux-6.12.107.json", "--to", targets,
    ]
    let all = try Tool.run(arguments + ["--json"])
    #expect(all.status == 1)
    #expect(all.output.split(separator: "\n").count == 2)
    #expect(try Tool.run(arguments + ["--any"]).status == 0)
  }

  @Test("the same question at the same moment gets the same bytes")
  func repeatable() throws {
    let arguments = [
      "check", "@\(Self.snapshots)max-linux-7.3.4.all.json", "--to",
      "@\(Self.hosts)max-linux-6.12.107.json", "--as-of", "2026-11-22T10:00:00Z", "--json",
    ]
    #expect(try Tool.run(arguments).output == Tool.run(arguments).output)
  }

  @Test("a VM without captured state is judged by its definition and its source's registers")
  func definitionOnly() throws {
    let result = try Tool.run([
      "check", "@samples/vms/db-1.json", "--from", "@\(Self.hosts)neoverse-n1-linux-7.3.4.json",
      "--to", "@\(Self.hosts)neoverse-n1-linux-7.3.4.json", "--json",
    ])
    #expect(result.status == 0)
    #expect(result.output.contains("state-not-checked"))
  }

  @Test("verdicts on a stored VM are recorded, unless told otherwise")
  func recorded() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    func run(_ arguments: String...) throws -> Tool.Result {
      try Tool.run(arguments, store: store)
    }
    #expect(try run("host", "record", "\(Self.hosts)max-linux-7.3.4.json").status == 0)
    #expect(
      try run("vm", "snapshot", "web-1", "\(Self.snapshots)max-linux-7.3.4.all.json").status == 0
    )
    #expect(try run("web-1", "--to", "max-linux-7.3.4", "--no-record").status == 0)
    #expect(try run("verdict", "list", "--json").output == "[]\n")
    #expect(try run("web-1", "--to", "max-linux-7.3.4").status == 0)
    #expect(try run("verdict", "list").output.contains("allowed"))
    #expect(try run("vm", "history", "web-1").output.contains("verdict"))
    #expect(try run("web-1", "--to", "rack9").status == 66)
    #expect(try run("web-9", "--to", "max-linux-7.3.4").status == 66)
    #expect(try run("web-1").status == 64)
  }
}
