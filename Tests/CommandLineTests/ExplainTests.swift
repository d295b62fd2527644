import Foundation
import TestSupport
import Testing

@Suite struct ExplainTests {
  private static let move = [
    "--vm", "@samples/snapshots/max-linux-7.3.4.all.json",
    "--on", "@samples/hosts/max-linux-6.12.107.json",
  ]

  @Test(
    "one of each kind of thing is explained as recorded",
    arguments: [
      "feature-exposed", "FEAT_S1PIE", "FEAT_NV2", "ID_AA64MMFR2_EL1.NV", "ID_AA64DFR0_EL1.PMUVer",
      "HCRX_EL2.MSCEn", "HCRX_EL2", "PIR_EL1", "TLBI_VMALLE1OS", "KVM_REG_ARM_VENDOR_HYP_BMAP_2",
    ]
  )
  func texts(_ topic: String) throws {
    let result = try Tool.run(["explain", topic])
    #expect(result.status == 0 && result.diagnostics.isEmpty)
    try Snapshot.check(result.output, "CommandLine/explain/\(topic).txt")
  }

  @Test(
    "with a VM and a host, their values fill the conditions",
    arguments: ["FEAT_NV2", "ID_AA64MMFR3_EL1", "ID_AA64MMFR2_EL1.NV", "HCRX_EL2.MSCEn", "PIR_EL1"]
  )
  func values(_ topic: String) throws {
    let result = try Tool.run(["explain", topic] + Self.move)
    #expect(result.status == 0 && result.diagnostics.isEmpty)
    try Snapshot.check(result.output, "CommandLine/explain/\(topic).values.txt")
  }

  @Test("all spellings of a register are one register")
  func spellings() throws {
    let wanted = try Tool.run(["explain", "PIR_EL1", "--json"])
    #expect(wanted.status == 0)
    for spelling in ["S3_0_C10_C2_3", "3,0,10,2,3", "0x603000000013c513"] {
      #expect(try Tool.run(["explain", spelling, "--json"]).output == wanted.output)
    }
  }

  @Test("JSON gives both values of a rule's field, and whether the rule holds")
  func json() throws {
    let result = try Tool.run(["explain", "FEAT_NV2", "--json"] + Self.move)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    #expect(object["kind"] as? String == "feature")
    #expect(object["advertised"] as? Bool == false)
    #expect(object["offered"] as? Bool == true)
    let rule = try #require(object["rule"] as? [[String: Any]])
    let last = try #require(rule.last)
    #expect(last["condition"] as? String == "ID_AA64MMFR2_EL1.NV >= 2")
    #expect((last["vm"] as? [String: Any])?["value"] as? String == "0x0")
    #expect((last["host"] as? [String: Any])?["value"] as? String == "0x2")
    #expect((last["host"] as? [String: Any])?["holds"] as? Bool == true)
  }

  @Test(
    "a name that nothing has is a usage error that names what is similar",
    arguments: [
      ("nv2", "is it FEAT_NV2p1, FEAT_NV2?"), ("ID_AA64MMFR3_EL1.X", "its fields are Spec_FPACC"),
      ("NOSUCH.X", "no register is named `NOSUCH`"), ("zzz", "nothing is named `zzz`"),
    ]
  )
  func unknown(_ topic: String, _ message: String) throws {
    let result = try Tool.run(["explain", topic])
    #expect(result.status == 64)
    #expect(result.output.isEmpty && result.diagnosticLines.count == 1)
    #expect(result.diagnostics.contains(message))
  }

  @Test("--vm without --on, and a kernel without tables, are usage errors")
  func options() throws {
    #expect(try Tool.run(["explain", "FEAT_NV2", "--vm", "web-1"]).status == 64)
    let result = try Tool.run(["explain", "FEAT_NV2", "--kernel", "5.10"])
    #expect(result.status == 64)
    #expect(result.diagnostics.contains("6.12, 6.16, 6.18, 7.2, 7.3"))
  }
}
