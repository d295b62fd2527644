import Foundation
import TestSupport
import Testing

@Suite struct HostDiffTests {
  private static func file(_ host: String) -> String { "@samples/hosts/\(host).json" }

  @Test(
    "two hosts are compared as recorded",
    arguments: [
      ("max-linux-7.3.4", "max-linux-6.12.107"),
      ("neoverse-n1-linux-7.3.4", "neoverse-v1-linux-7.3.4"),
    ]
  )
  func text(_ first: String, _ second: String) throws {
    let result = try Tool.run(["host", "diff", Self.file(first), Self.file(second)])
    #expect(result.status == 0 && result.diagnostics.isEmpty)
    try Snapshot.check(result.output, "CommandLine/host-diff/\(first).\(second).txt")
  }

  @Test("JSON names both ways, and fields with both contents")
  func json() throws {
    let result = try Tool.run([
      "host", "diff", Self.file("max-linux-7.3.4"), Self.file("max-linux-6.12.107"), "--json",
    ])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
    let profiles = try #require(object["profiles"] as? [[String: Any]])
    let profile = try #require(profiles.first)
    let way = try #require(profile["toSecond"] as? [String: Any])
    #expect(way["admitted"] as? Bool == false)
    #expect((way["loses"] as? [String])?.contains("FEAT_SCTLR2") == true)
    let fields = try #require(profile["fields"] as? [[String: Any]])
    let nv = try #require(fields.first { $0["subject"] as? String == "ID_AA64MMFR2_EL1.NV" })
    #expect(nv["toSecond"] as? String == "exposed")
  }

  @Test("no difference is said so; an unknown profile or host is missing")
  func edges() throws {
    let host = Self.file("max-linux-7.3.4")
    let same = try Tool.run(["host", "diff", host, host])
    #expect(same.output == "no difference for VMs between max-linux-7.3.4 and max-linux-7.3.4\n")
    #expect(try Tool.run(["host", "diff", host, host, "--profile", "none"]).status == 66)
    #expect(try Tool.run(["host", "diff", host, "nobody"]).status == 66)
    let both = ["host", "diff", host, host, "--profile", "all", "--all-profiles"]
    #expect(try Tool.run(both).status == 64)
  }
}
