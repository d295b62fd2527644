import Foundation
import TestSupport
import Testing

/// Bad input is refused with one clear line, and nothing is stored.
@Suite struct BadInputTests {
  /// A host document with one thing changed.
  private static func host(_ change: (inout [String: Any]) -> Void) throws -> Data {
    var host = try Fixtures.json(
      Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-6.12.107.json")
    )
    change(&host)
    return try JSONSerialization.data(withJSONObject: host)
  }

  /// A host document whose first profile has one register more.
  private static func host(register: String, value: String) throws -> Data {
    try host { host in
      var profiles = host["vcpuProfiles"] as? [[String: Any]] ?? []
      var registers = profiles[0]["registers"] as? [String: Any] ?? [:]
      registers[register] = value
      profiles[0]["registers"] = registers
      host["vcpuProfiles"] = profiles
    }
  }

  /// Records `data` as a host into a store that holds one host, and expects a refusal.
  private func refuses(
    _ data: Data,
    status: Int32 = 65,
    _ words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("bad.json")
    try data.write(to: file)
    try refuses(file.path, status: status, words, sourceLocation: sourceLocation)
  }

  private func refuses(
    _ path: String,
    status: Int32,
    _ words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    let good = "samples/hosts/neoverse-n1-linux-7.3.4.json"
    #expect(try Tool.run(["host", "record", good], store: store).status == 0)
    let before = try Tool.run(["host", "list", "--json"], store: store).output
    let other = "samples/hosts/neoverse-v1-linux-7.3.4.json"
    let result = try Tool.run(["host", "record", other, path], store: store)
    #expect(result.status == status, sourceLocation: sourceLocation)
    #expect(result.output == "", sourceLocation: sourceLocation)
    #expect(
      result.diagnosticLines.count == 1,
      "\(result.diagnostics)",
      sourceLocation: sourceLocation
    )
    for word in words + [path] {
      #expect(
        result.diagnostics.contains(word),
        "\(word) in \(result.diagnostics)",
        sourceLocation: sourceLocation
      )
    }
    let after = try Tool.run(["host", "list", "--json"], store: store).output
    #expect(after == before, sourceLocation: sourceLocation)
  }

  @Test("a truncated file")
  func truncated() throws {
    let data = try Self.host { _ in }
    try refuses(data.prefix(data.count / 2), ["line"])
  }

  @Test("a wrong type")
  func wrongType() throws {
    try refuses(Self.host { $0["pageSize"] = "4096" }, ["$.pageSize", "\"4096\"", "number"])
  }

  @Test("an unknown schema version")
  func unknownSchema() throws {
    try refuses(
      Self.host { $0["schema"] = "migrate-check/host/v2" },
      ["$.schema", "unknown schema", "v2"]
    )
  }

  @Test("another kind of document")
  func otherKind() throws {
    try refuses("samples/vms/web-1.json", status: 65, ["host document"])
  }

  @Test("bad hex")
  func badHex() throws {
    try refuses(
      Self.host(register: "ID_AA64PFR0_EL1", value: "0x11g1"),
      ["$.vcpuProfiles[0].registers.ID_AA64PFR0_EL1", "0x11g1", "hex"]
    )
  }

  @Test("a value wider than its register")
  func tooWide() throws {
    try refuses(
      Self.host(register: "0x60200000001000d4", value: "0x100000000"),
      ["0x60200000001000d4", "wider than 32 bits"]
    )
  }

  @Test("a register given twice, by name and by id")
  func twice() throws {
    try refuses(
      Self.host(register: "0x603000000013c020", value: "0x0000000000000000"),
      ["ID_AA64PFR0_EL1", "twice"]
    )
  }

  @Test("a key given twice")
  func keyTwice() throws {
    try refuses(Data(#"{"schema": "migrate-check/host/v1", "schema": "x"}"#.utf8), ["schema"])
  }

  @Test("what is no register")
  func noRegister() throws {
    try refuses(Self.host(register: "ID_AA64PFR9_EL1", value: "0x0"), ["ID_AA64PFR9_EL1"])
  }

  @Test("a name that cannot be a name", arguments: ["", "a/b", "@x", "-x", "a,b", "a\nb", ".."])
  func badName(_ name: String) throws {
    try refuses(Self.host { $0["name"] = name }, ["$.name"])
  }

  @Test("a directory")
  func directory() throws {
    try refuses("samples/hosts", status: 66, ["directory"])
  }

  @Test("no such file")
  func missing() throws {
    try refuses("samples/hosts/none.json", status: 66, ["no such file"])
  }

  @Test("an empty file")
  func empty() throws {
    try refuses(Data(), ["empty"])
  }

  @Test("a compressed file, with the command that unpacks it")
  func compressed() throws {
    try refuses(Data([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00]), ["xz -dk"])
  }

  @Test("100 MB of garbage")
  func garbage() throws {
    try refuses(Data(repeating: 0xa5, count: 100 << 20), ["byte 0: expected a document", "0xa5"])
  }

  @Test("a store that is not there")
  func noStore() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.run(["host", "list"], store: folder.file("none.sqlite"))
    #expect(result.status == 66)
    #expect(result.diagnosticLines.count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("none.sqlite").path))
  }

  @Test("a file that is not a store")
  func notAStore() throws {
    let result = try Tool.run(
      ["host", "list"],
      store: Fixtures.root.appending(path: "samples/vms/web-1.json")
    )
    #expect(result.status == 74)
    #expect(result.diagnosticLines.count == 1)
  }

  @Test("an unknown key is only warned about, and kept out of the digest")
  func unknownKey() throws {
    let folder = try TemporaryFolder()
    let plain = folder.file("plain.json")
    let extended = folder.file("extended.json")
    try Self.host { _ in }.write(to: plain)
    try Self.host { $0["rack"] = 7 }.write(to: extended)
    let store = folder.file("store.sqlite")
    #expect(try Tool.run(["host", "record", plain.path], store: store).diagnostics == "")
    let result = try Tool.run(["host", "record", extended.path], store: store)
    #expect(result.status == 0)
    #expect(result.diagnostics.contains("$.rack: unknown key"))
    #expect(result.output.hasPrefix("unchanged"))
  }

  @Test(
    "standard input does not stand for two records",
    arguments: [
      ["host", "diff", "@-", "@-"], ["host", "diff", "@-", "@-", "--impact"],
      ["check", "@-", "--to", "@-"], ["check", "web", "--from", "@-", "--to", "rack1,@-"],
      ["check", "web", "--to", "@-,@-"],
    ]
  )
  func standardInputTwice(_ arguments: [String]) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("@- stands for standard input, which can be read once"))
  }

  @Test("standard input has one reader", arguments: ["admit", "fgu", "effective"])
  func secondReader(_ command: String) throws {
    let host = Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-6.12.107.json")
    let run = try Tool.run([command, "@-", "--on", "@-"], input: try Data(contentsOf: host))
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("@- stands for standard input, which can be read once"))
  }
}
