import Foundation
import TestSupport
import Testing

/// A VM that hides range TLBIs, on a host with FEAT_FGT, its copy without, and Neoverse N2: through
/// the built binary.
@Suite struct HiddenFeatureTests {
  private let folder: TemporaryFolder
  private let store: URL
  private let soon = "2099-01-01T00:00:00Z"

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("store.sqlite")
    let host = try Self.json("samples/hosts/max-linux-7.3.4.json")
    try write("bare", Self.withoutFGT(host, "bare"))
    try write("bare-2", Self.withoutFGT(host, "bare-2"))
    try write(
      "vm",
      Self.withoutRangeTLBI(try Self.json("samples/snapshots/max-linux-7.3.4.all.json"))
    )
    for file in [
      "samples/hosts/max-linux-7.3.4.json", "samples/hosts/neoverse-n2-linux-7.3.4.json",
      path("bare"), path("bare-2"),
    ] {
      #expect(try run("host", "record", file).status == 0)
    }
    #expect(
      try run("vm", "snapshot", "web-1", path("vm"), "--host", "max-linux-7.3.4").status == 0
    )
  }

  // MARK: Documents

  private static func json(_ path: String) throws -> [String: Any] {
    try Fixtures.json(Fixtures.root.appending(path: path))
  }

  private func path(_ name: String) -> String { folder.file("\(name).json").path }

  private func write(_ name: String, _ document: [String: Any]) throws {
    try JSONSerialization.data(withJSONObject: document).write(to: folder.file("\(name).json"))
  }

  /// The register with a field of four bits replaced.
  private static func set(_ registers: Any?, _ name: String, _ lsb: UInt64, _ value: UInt64) -> Any?
  {
    guard var registers = registers as? [String: String], let old = Fixtures.hex(registers[name])
    else { return registers }
    let word = old & ~(0xf << lsb) | value << lsb
    registers[name] =
      "0x" + String(repeating: "0", count: 16 - String(word, radix: 16).count)
      + String(word, radix: 16)
    return registers
  }

  private static func withoutFGT(_ host: [String: Any], _ name: String) -> [String: Any] {
    var host = host
    host["name"] = name
    host["kernelCpuFeatures"] = (host["kernelCpuFeatures"] as? [String])?.filter {
      !$0.hasPrefix("Fine Grained Traps")
    }
    host["userIdRegisters"] = set(host["userIdRegisters"], "ID_AA64MMFR0_EL1", 56, 0)
    host["vcpuProfiles"] = (host["vcpuProfiles"] as? [[String: Any]])?.map { profile in
      var profile = profile
      profile["registers"] = set(profile["registers"], "ID_AA64MMFR0_EL1", 56, 0)
      return profile
    }
    return host
  }

  private static func withoutRangeTLBI(_ snapshot: [String: Any]) -> [String: Any] {
    var snapshot = snapshot
    snapshot["vcpus"] = (snapshot["vcpus"] as? [[String: Any]])?.map { vcpu in
      var vcpu = vcpu
      let registers = set(vcpu["registers"], "ID_AA64ISAR0_EL1", 56, 1)
      vcpu["registers"] = set(registers, "ID_AA64MMFR0_EL1", 56, 0)
      return vcpu
    }
    return snapshot
  }

  // MARK: Runs

  private func run(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(arguments, store: store)
  }

  private func check(
    _ arguments: String...
  ) throws -> (status: Int32, verdict: String, findings: [String], waived: Int) {
    let result = try Tool.run(["check"] + arguments + ["--json"], store: store)
    let object =
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
    let findings = (object["findings"] as? [[String: Any]] ?? []).map { finding in
      ["severity", "code", "subject"].compactMap { finding[$0] as? String }.joined(separator: " ")
    }
    let summary = object["summary"] as? [String: Any]
    return (
      result.status, object["verdict"] as? String ?? "",
      findings.filter { !$0.hasPrefix("note") }, summary?["waived"] as? Int ?? -1
    )
  }

  private func waive(_ scope: String, _ name: String, expires: String? = nil) throws -> Tool.Result
  {
    try run(
      "waiver",
      "add",
      "--code",
      "exposed-unhideable-here",
      "--subject",
      "FEAT_TLBIRANGE",
      "--\(scope)",
      name,
      "--reason",
      "tested",
      "--expires",
      expires ?? soon,
      "--by",
      "ann"
    )
  }

  private let refused = ["refuse exposed-unhideable-here FEAT_TLBIRANGE"]

  // MARK: Tests

  @Test("refused where FEAT_FGT is missing, with nothing else; on Neoverse N2 among others")
  func moves() throws {
    let bare = try check("web-1", "--to", "bare")
    #expect(bare.status == 1)
    #expect(bare.findings == refused)
    let text = try run("check", "web-1", "--to", "bare").output
    #expect(text.contains("FEAT_TLBIRANGE") && text.contains("TLBI RVAE1,"))
    let other = try check("web-1", "--to", "neoverse-n2-linux-7.3.4")
    #expect(other.status == 1)
    #expect(other.findings.contains(refused[0]) && other.findings.count > 1)
  }

  @Test("between hosts without FEAT_FGT a warning, strict refuses; back again the exposure ends")
  func policies() throws {
    let vm = "@\(path("vm"))"
    let between = try check(vm, "--from", "bare", "--to", "bare-2")
    #expect(between.status == 0)
    #expect(between.findings == ["warn exposed-unhideable-here FEAT_TLBIRANGE"])
    let strict = try check(vm, "--from", "bare", "--to", "bare-2", "--policy", "strict")
    #expect(strict.status == 1)
    #expect(strict.findings.contains(refused[0]))
    let observed = try check(vm, "--from", "max-linux-7.3.4", "--to", "bare", "--policy", "observe")
    #expect(observed.status == 0 && observed.verdict == "refused")
    let back = try check(vm, "--from", "bare", "--to", "max-linux-7.3.4")
    #expect(back.status == 0)
    #expect(back.findings == ["warn exposure-ends FEAT_TLBIRANGE"])
  }

  @Test("with the source unknown it is refused, and the verdict says that --from may soften it")
  func unknownSource() throws {
    var snapshot = try Self.withoutRangeTLBI(
      Self.json("samples/snapshots/max-linux-7.3.4.all.json")
    )
    snapshot["host"] = nil
    try write("nowhere", snapshot)
    let result = try run("check", "@\(path("nowhere"))", "--to", "bare", "--json")
    #expect(result.status == 1)
    #expect(result.output.contains("source-unknown") && result.output.contains("--from"))
  }

  @Test("waived it is allowed and says so, until the waiver expires or is revoked")
  func waived() throws {
    let granted = try waive("vm", "web-1")
    #expect(granted.status == 0)
    let id = try #require(granted.output.split(separator: " ").dropFirst().first.map(String.init))
    let allowed = try check("web-1", "--to", "bare")
    #expect(allowed.status == 0 && allowed.verdict == "allowed" && allowed.waived == 1)
    #expect(allowed.findings == refused)
    let text = try run("check", "web-1", "--to", "bare")
    #expect(text.output.contains("waived: \(id)"))
    #expect(try run("waiver", "list").output.contains("ann"))
    #expect(try check("web-1", "--to", "bare", "--as-of", "2098-01-01T00:00:00Z").status == 0)
    #expect(try check("web-1", "--to", "bare", "--as-of", "2100-01-01T00:00:00Z").status == 1)
    #expect(try run("waiver", "revoke", String(id.prefix(7))).status == 0)
    #expect(try check("web-1", "--to", "bare").status == 1)
    #expect(try run("waiver", "list", "--json").output == "[]\n")
    #expect(try run("waiver", "list", "--all").output.contains("revoked"))
    #expect(try run("waiver", "revoke", "w000000").status == 66)
  }

  @Test("a waiver for another VM or another class of hosts does not help; one for the class does")
  func scopes() throws {
    #expect(try waive("vm", "db-1").status == 0)
    #expect(try waive("host-class", "neoverse-n2-linux-7.3.4").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 1)
    #expect(try waive("host-class", "bare").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 0)
    #expect(try check("web-1", "--to", "bare-2").status == 0)
  }

  @Test("a waiver for a pool holds for its hosts and no others")
  func pool() throws {
    #expect(try waive("pool", "web").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 1)
    #expect(try run("host", "label", "bare", "pool=web").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 0)
    #expect(try check("web-1", "--to", "bare-2").status == 1)
    #expect(try waive("pool", " ").status == 64)
  }

  @Test("a waiver dies when the target gets another kernel")
  func newKernel() throws {
    #expect(try waive("vm", "web-1").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 0)
    var host = try Self.withoutFGT(Self.json("samples/hosts/max-linux-7.3.4.json"), "bare")
    host["kernelRelease"] = "7.3.5"
    host["capturedAt"] = "2026-11-25T00:00:00Z"
    try write("bare-new", host)
    #expect(try run("host", "record", path("bare-new")).status == 0)
    #expect(try check("web-1", "--to", "bare").status == 1)
    #expect(try check("web-1", "--to", "bare-2").status == 0)
  }

  @Test("a waived hop does not launder the exposure: the next host is judged by where it started")
  func laundering() throws {
    #expect(try waive("vm", "web-1", expires: "2098-01-01T00:00:00Z").status == 0)
    #expect(try check("web-1", "--to", "bare").status == 0)
    var snapshot = try Self.json("samples/snapshots/max-linux-7.3.4.all.json")
    snapshot = Self.withoutRangeTLBI(snapshot)
    snapshot["host"] = "bare"
    snapshot["capturedAt"] = "2026-11-25T00:00:00Z"
    try write("moved", snapshot)
    #expect(try run("vm", "snapshot", "web-1", path("moved")).status == 0)
    #expect(try check("web-1", "--to", "bare-2").status == 0)
    #expect(try check("web-1", "--to", "bare").findings == [])
    let id = try #require(
      try run("waiver", "list").output.split(separator: "\n").last?.split(separator: " ").first
    )
    #expect(try run("waiver", "revoke", String(id)).status == 0)
    let next = try check("web-1", "--to", "bare-2")
    #expect(next.status == 1)
    #expect(next.findings == refused)
  }

  @Test("breaking the glass succeeds whatever the verdict, and is recorded")
  func breakGlass() throws {
    let broken = try run("check", "web-1", "--to", "bare", "--break-glass", "the rack burns")
    #expect(broken.status == 0)
    #expect(broken.output.contains("REFUSED") && broken.output.contains("the rack burns"))
    let recorded = try run("verdict", "list", "--json").output
    let digest = try #require(recorded.split(separator: "\"").first { $0.count == 64 })
    #expect(try run("verdict", "show", String(digest)).output.contains("the rack burns"))
    #expect(try run("check", "web-1", "--to", "bare", "--break-glass", " ").status == 64)
    #expect(
      try run("check", "web-1", "--to", "bare", "--break-glass", "x", "--no-record").status == 64
    )
  }

  @Test("fgu lists words, what is UNDEFINED by feature, exposures, and what changes between hosts")
  func words() throws {
    func object(_ arguments: [String]) throws -> [String: Any] {
      let result = try Tool.run(["fgu"] + arguments + ["--json"], store: store)
      #expect(result.status == 0, "\(result.diagnostics)")
      return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        ?? [:]
    }
    func encodings(_ report: [String: Any], _ key: String) -> [String] {
      let groups = report["groups"] as? [[String: Any]] ?? []
      return groups.first { $0["condition"] as? String == "FEAT_TLBIRANGE" }?[key] as? [String]
        ?? []
    }
    let hidden = try object(["web-1", "--on", "max-linux-7.3.4"])
    let all = hidden["fgu"] as? [String: String] ?? [:]
    #expect(all.count == 9)
    #expect(encodings(hidden, "undefined").count == 24 && encodings(hidden, "reachable") == [])
    let moved = try object(["web-1", "--on", "bare", "--from", "max-linux-7.3.4"])
    #expect(encodings(moved, "reachable").count == 24 && encodings(moved, "undefined") == [])
    let difference = moved["difference"] as? [String: Any]
    let reachable = difference?["becomesReachable"] as? [String] ?? []
    #expect(Set(reachable).isSuperset(of: encodings(moved, "reachable")))
    let words = difference?["words"] as? [String: Any] ?? ["none": 0]
    #expect(words.isEmpty)
    let exposed = moved["exposures"] as? [[String: Any]] ?? []
    #expect(exposed.contains { $0["feature"] as? String == "FEAT_TLBIRANGE" })
    let text = try run("fgu", "web-1", "--on", "bare", "--from", "max-linux-7.3.4").output
    #expect(text.contains("Without FEAT_TLBIRANGE") && text.contains("becomes reachable"))
    #expect(try run("fgu", "web-9", "--on", "bare").status == 66)
  }

  @Test("explain follows an encoding through the kernel's order on a host")
  func triage() throws {
    func outcome(_ arguments: String...) throws -> String? {
      let result = try Tool.run(["explain"] + arguments + ["--json"], store: store)
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      return (object as? [String: Any])?["outcome"] as? String
    }
    let here = ["--vm", "web-1", "--on"]
    #expect(
      try outcome("TLBI_RVAE1", here[0], here[1], here[2], "max-linux-7.3.4") == "undefined-by-word"
    )
    #expect(try outcome("TLBI_RVAE1", here[0], here[1], here[2], "bare") == "executes")
    #expect(
      try outcome("AMCR_EL0", here[0], here[1], here[2], "bare", "--el", "EL1")
        == "undefined-by-handler"
    )
    let nested = "@samples/snapshots/max-linux-7.3.4.el2_all.json"
    let on = "@samples/hosts/max-linux-7.3.4.json"
    #expect(try outcome("VTCR_EL2", "--vm", nested, "--on", on, "--el", "vEL2") == "memory")
    let text = try run("explain", "TLBI_RVAE1", "--vm", nested, "--on", on, "--el", "vEL1").output
    #expect(text.contains("HFGITR_EL2.TLBIRVAE1"))
    #expect(
      try run("explain", "TLBI_RVAE1", "--vm", "web-1", "--on", "bare", "--el", "vEL1").status == 64
    )
    #expect(try run("explain", "TLBI_RVAE1", "--el", "EL1").status == 64)
  }

  @Test(
    "what cannot be waived, or makes no sense, is refused and stores nothing",
    arguments: [
      ["--code", "feature-unavailable", "--subject", "ID_AA64PFR0_EL1.SVE", "--vm", "web-1"],
      ["--code", "sve-vector-lengths", "--subject", "FEAT_SVE", "--vm", "web-1"],
      ["--code", "no-such-code", "--subject", "FEAT_SVE", "--vm", "web-1"],
      ["--code", "leak-between-vms", "--subject", "FEAT_NONE", "--vm", "web-1"],
      ["--code", "leak-between-vms", "--subject", "SCTLR_EL1[99]", "--vm", "web-1"],
      ["--code", "leak-between-vms", "--subject", "FEAT_GCS"],
      ["--code", "leak-between-vms", "--subject", "FEAT_GCS", "--vm", "a", "--host-class", "bare"],
      ["--code", "leak-between-vms", "--subject", "FEAT_GCS", "--vm", "a/b"],
    ]
  )
  func badWaivers(_ arguments: [String]) throws {
    let rest = ["--reason", "tested", "--expires", soon]
    #expect(try Tool.run(["waiver", "add"] + arguments + rest, store: store).status == 64)
    #expect(try waive("vm", "web-1", expires: "2020-01-01T00:00:00Z").status == 64)
    #expect(try run("waiver", "list", "--all", "--json").output == "[]\n")
  }
}
