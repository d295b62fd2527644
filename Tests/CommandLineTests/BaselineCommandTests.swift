import Foundation
import TestSupport
import Testing

@Suite struct BaselineCommandTests {
  private static let n2 = "@samples/hosts/neoverse-n2-linux-7.3.4.json"
  private static let v1 = "@samples/hosts/neoverse-v1-linux-7.3.4.json"
  private static let max = "@samples/hosts/max-linux-7.3.4.json"

  @Test("a baseline as VM definition is accepted by every host of the pool")
  func definition() throws {
    let made = try Tool.run([
      "baseline", "--hosts", "\(Self.n2),\(Self.v1)", "--writable-ids", "--as", "vm", "--json",
      "--name", "web",
    ])
    #expect(made.status == 0)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "web.json")
    try Data(made.output.utf8).write(to: file)
    for host in [Self.n2, Self.v1] {
      let admitted = try Tool.run(["admit", "@\(file.path)", "--on", host, "--json"])
      // MIDR, REVIDR and AIDR aside, which only the VMM can make writable.
      #expect(admitted.output.contains("\"accepted\""))
    }
  }

  @Test("the list of registers to write names id and value")
  func settings() throws {
    let made = try Tool.run([
      "baseline", "--hosts", "\(Self.n2),\(Self.v1)", "--writable-ids", "--as", "set-list",
    ])
    #expect(made.status == 0)
    #expect(
      made.output.contains("0x603000000013c038  ID_AA64MMFR0_EL1  0x0000011100101125")
    )
  }

  @Test("the Firecracker template gives the registers of the list their values")
  func template() throws {
    func json(_ form: String, _ pool: [String]) throws -> Any {
      let made = try Tool.run(["baseline", "--json", "--as", form] + pool)
      #expect(made.status == 0)
      return try JSONSerialization.jsonObject(with: Data(made.output.utf8))
    }
    let pool = ["--hosts", "\(Self.n2),\(Self.v1)", "--writable-ids"]
    let list = try #require(try json("set-list", pool) as? [[String: String]])
    let template = try #require(try json("firecracker", pool) as? [String: Any])
    let modifiers = try #require(template["reg_modifiers"] as? [[String: String]])
    let words = list.filter { ($0["value"]?.count ?? 0) <= 18 }
    #expect(!words.isEmpty && modifiers.map { $0["addr"] } == words.map { $0["id"] })
    for (modifier, setting) in zip(modifiers, words) {
      let bits = try #require(modifier["bitmap"])
      let value = try #require(setting["value"])
      #expect(UInt64(bits.dropFirst(2), radix: 2) == UInt64(value.dropFirst(2), radix: 16))
    }
    #expect(template["vcpu_features"] == nil)
    let all = try json(
      "firecracker",
      ["--hosts", "\(Self.max),@samples/hosts/max-linux-7.2.11.json", "--profile", "all"]
    )
    let fuller = try #require(all as? [String: Any])
    let features = try #require(fuller["vcpu_features"] as? [[String: Any]])
    #expect(features.map { $0["bitmap"] as? String } == ["0b1111xxx"])
    #expect(fuller["kvm_capabilities"] as? [String] == ["126", "170", "171", "172"])
  }

  @Test("a pool without a baseline exits 1 and names the fields")
  func none() throws {
    let made = try Tool.run(["baseline", "--hosts", "\(Self.n2),\(Self.max)"])
    #expect(made.status == 1)
    #expect(made.output.hasPrefix("NO BASELINE"))
    #expect(made.output.contains("MIDR_EL1: the CPUs differ"))
    #expect(made.output.contains("Parts with a baseline each"))
    let vm = try Tool.run(["baseline", "--hosts", "\(Self.n2),\(Self.max)", "--as", "vm"])
    #expect(vm.status == 1)
    #expect(vm.output.isEmpty)
  }

  @Test("verify judges every move")
  func verify() throws {
    let made = try Tool.run([
      "baseline", "verify", "--hosts",
      "@samples/hosts/max-linux-6.18.15.json,\(Self.max)", "--profile", "all",
    ])
    #expect(made.status == 1)
    #expect(made.output.contains("register-missing PMMIR_EL1"))
    #expect(made.output.contains("of 4 moves are allowed"))
  }

  @Test("a difference to a VM is told field by field")
  func difference() throws {
    let made = try Tool.run([
      "baseline", "--hosts", "@samples/hosts/max-linux-6.18.15.json,\(Self.max)", "--diff",
      "@samples/snapshots/max-linux-7.3.4.all.json",
    ])
    #expect(made.output.contains("ID_AA64ISAR2_EL1.ATS1A  0x1 (IMP)  0x0 (NI)"))
  }

  @Test(
    "bad options say what is wrong",
    arguments: [
      (["baseline"], Int32(64), "--hosts"),
      (["baseline", "--hosts", n2, "--features", "sve2"], 64, "sve2 is none of"),
      (["baseline", "--hosts", n2, "--profile", "nope"], 66, "no host of the pool"),
      (["baseline", "--hosts", n2, "--profile", "all", "--mte"], 64, "--profile"),
      (["baseline", "--hosts", "@samples/vms/web-1.json"], 65, "a host document is expected"),
    ]
  )
  func usage(_ arguments: [String], _ status: Int32, _ text: String) throws {
    let result = try Tool.run(arguments)
    #expect(result.status == status)
    #expect(result.diagnostics.contains(text))
    #expect(result.output.isEmpty)
  }
}
