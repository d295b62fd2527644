import Foundation
import TestSupport
import Testing

/// `effective VM` and `vm sanitise`, by the built binary.
@Suite struct EffectiveTests {
  private static let host = "@samples/hosts/max-linux-7.3.4.json"
  private static let invalid = "@samples/snapshots/l1-invalid-bits.json"
  private static let valid = "@samples/snapshots/max-linux-7.3.4.el2_all.json"
  private static let masks = "samples/debugfs/kvm/90-7/resx"

  private func json(_ arguments: [String], status: Int32 = 0) throws -> [String: Any] {
    let result = try Tool.run(arguments + ["--json"])
    #expect(result.status == status, "\(result.diagnostics)")
    return try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
  }

  @Test("bits that the kernel forces to 0 are named with feature and ID field")
  func changed() throws {
    let result = try Tool.run(["effective", Self.invalid, "--on", Self.host])
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        """
        HCRX_EL2 changes
          HCRX_EL2.MSCEn: RES0, the VM does not advertise FEAT_MOPS (ID_AA64ISAR2_EL1.MOPS = 0)
        """
      )
    )
    #expect(
      result.output.contains("SCTLR_EL1.NMI: RES0, the VM does not advertise FEAT_NMI")
    )
    #expect(result.output.components(separatedBy: "changes").count == 3)
  }

  @Test("data for programs: raw, effective and the bits that differ")
  func data() throws {
    let object = try json(["effective", Self.invalid, "--on", Self.host, "--register", "HCRX_EL2"])
    let rows = try #require(object["registers"] as? [[String: Any]])
    #expect(rows.count == 1)
    let value = try #require((rows[0]["values"] as? [[String: Any]])?.first)
    #expect(value["raw"] as? String == "0x0000000000000800")
    #expect(value["effective"] as? String == "0x0000000000000000")
    let change = try #require((value["changed"] as? [[String: Any]])?.first)
    #expect(change["subject"] as? String == "HCRX_EL2.MSCEn")
    #expect(change["msb"] as? Int == 11)
    #expect(change["features"] as? [String] == ["FEAT_MOPS"])
    #expect(change["idFields"] as? [String: String] == ["ID_AA64ISAR2_EL1.MOPS": "0x0"])
    #expect((rows[0]["rules"] as? [Any])?.isEmpty == false)
  }

  @Test("a kernel's own masks: equal, or different and why")
  func against() throws {
    let equal = try Tool.run(["effective", Self.valid, "--on", Self.host, "--against", Self.masks])
    #expect(equal.status == 0)
    #expect(equal.output.hasPrefix("EQUAL  82 registers"))
    #expect(
      equal.output.hasSuffix(
        "not listed by the kernel: ICH_HFGRTR_EL2 ICH_HFGWTR_EL2 ICH_HFGITR_EL2\n"
      )
    )
    let object = try json(
      ["effective", Self.invalid, "--on", Self.host, "--against", Self.masks],
      status: 1
    )
    let differences = object["differences"] as? [[String: Any]] ?? []
    #expect(
      differences.compactMap { $0["register"] as? String } == [
        "SCTLR_EL1", "SCTLR_EL2", "HCRX_EL2",
      ]
    )
  }

  @Test("a file that is not a kernel's masks is refused with its line")
  func notMasks() throws {
    let result = try Tool.run([
      "effective", Self.valid, "--on", Self.host, "--against", "README.md",
    ])
    #expect(result.status == 65)
    #expect(result.diagnostics.contains("README.md: line 1: expected REGISTER: RES0"))
  }

  @Test("a VM without EL2 has no masks; VMs with EL2 on 6.12 are undecided")
  func without() throws {
    let plain = try json([
      "effective", "@samples/snapshots/max-linux-7.3.4.plain.json", "--on", Self.host,
    ])
    #expect((plain["registers"] as? [Any])?.isEmpty == true)
    let old = try Tool.run([
      "effective", Self.valid, "--on", "@samples/hosts/max-linux-6.12.107.json",
    ])
    #expect(old.status == 3)
    #expect(old.diagnostics.contains("6.12 has no VMs with EL2"))
  }

  @Test("sanitising writes valid state, lists what changed, and changes nothing the second time")
  func sanitise() throws {
    let first = try Tool.run(["vm", "sanitise", Self.invalid, "--on", Self.host])
    #expect(first.status == 0)
    #expect(first.diagnostics.contains("HCRX_EL2: 0x0000000000000800 becomes 0x0000000000000000"))
    #expect(first.diagnostics.contains("SCTLR_EL1.NMI: RES0"))
    let folder = try TemporaryFolder()
    let file = folder.file("sanitised.json")
    try Data(first.output.utf8).write(to: file)
    let again = folder.file("again.json")
    let second = try Tool.run([
      "vm", "sanitise", "@\(file.path)", "--on", Self.host, "--into", again.path,
    ])
    #expect(second.status == 0)
    #expect(second.output == "")
    #expect(second.diagnostics == "migrate-check: nothing to change: every bit is valid\n")
    #expect(try Data(contentsOf: again) == Data(contentsOf: file))
  }

  @Test("a bit that does nothing unadvertised is left alone, another is cleared")
  func sanitiseWithoutEL2() throws {
    let folder = try TemporaryFolder()
    var snapshot = try Fixtures.json(
      Fixtures.root.appending(path: "samples/snapshots/neoverse-n1-linux-7.3.4.pmu.json")
    )
    var vcpus = snapshot["vcpus"] as? [[String: Any]] ?? []
    var registers = vcpus[0]["registers"] as? [String: String] ?? [:]
    // ITFSB (37) of FEAT_MTE_ASYNC, BT0 (35) of FEAT_BTI; both hidden.
    registers["SCTLR_EL1"] = "0x0000002830d00978"
    vcpus[0]["registers"] = registers
    snapshot["vcpus"] = vcpus
    try JSONSerialization.data(withJSONObject: snapshot).write(to: folder.file("s.json"))
    let result = try Tool.run([
      "vm", "sanitise", "@\(folder.file("s.json").path)", "--on",
      "@samples/hosts/neoverse-n1-linux-7.3.4.json",
    ])
    #expect(result.status == 0)
    #expect(result.output.contains(#""SCTLR_EL1": "0x0000002030d00978""#))
    #expect(result.diagnostics.contains("SCTLR_EL1.BT0: RES0, the VM does not advertise FEAT_BTI"))
  }

  @Test("the reset value of a vCPU that never ran is left alone")
  func sanitiseReset() throws {
    let result = try Tool.run([
      "vm", "sanitise", "@samples/snapshots/neoverse-n1-linux-7.3.4.pmu.json", "--on",
      "@samples/hosts/neoverse-n1-linux-7.3.4.json",
    ])
    #expect(result.diagnostics == "migrate-check: nothing to change: every bit is valid\n")
  }

  @Test("explain tells what a bit is in a VM, and what becomes of its captured value")
  func explain() throws {
    let result = try Tool.run([
      "explain", "HCRX_EL2.MSCEn", "--vm", Self.invalid, "--on", Self.host,
    ])
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        "HCRX_EL2.MSCEn: RES0, the VM does not advertise FEAT_MOPS (ID_AA64ISAR2_EL1.MOPS = 0)"
      )
    )
    #expect(result.output.contains("0x0000000000000800: the kernel forces them"))
    let object = try json(["explain", "SCTLR_EL1.ITFSB", "--vm", Self.valid, "--on", Self.host])
    let inert = try #require((object["inert"] as? [[String: Any]])?.first)
    #expect(inert["when"] as? String == "set")
    #expect(object["invalid"] as? String == "0x0000000000000000")
  }
}
