import Foundation
import MigrationState
import TestSupport
import Testing

/// Bundles between stores, by the command line.
@Suite struct BundleTests {
  /// Two stores and a bundle in one folder; the first store has two hosts, a VM with two
  /// definitions, a snapshot that defines another VM, and three verdicts.
  private struct Stores {
    let folder: TemporaryFolder
    let first: URL
    let second: URL
    let bundle: String

    init() throws {
      folder = try TemporaryFolder()
      first = folder.file("first.sqlite")
      second = folder.file("second.sqlite")
      bundle = folder.file("fleet.bundle").path
      let old = "samples/hosts/max-linux-6.12.107.json"
      let new = "samples/hosts/max-linux-7.3.4.json"
      try run(["host", "record", old, new])
      var web = try Fixtures.json(Fixtures.root.appending(path: "samples/vms/web-1.json"))
      web["vcpuCount"] = 9
      let changed = folder.file("web-1.json")
      try JSONSerialization.data(withJSONObject: web).write(to: changed)
      try run(["vm", "define", changed.path])
      try run(["vm", "define", "samples/vms/web-1.json"])
      try run(["vm", "snapshot", "web-1", "samples/snapshots/max-linux-7.3.4.all.json"])
      try run(["vm", "snapshot", "cache-1", "samples/snapshots/max-linux-6.12.107.all.json"])
      try run(["check", "web-1", "--to", "max-linux-6.12.107"], status: 1)
      try run(["check", "cache-1", "--to", "max-linux-7.3.4,max-linux-6.12.107"])
    }

    /// Runs the tool on the first store.
    @discardableResult
    func run(_ arguments: [String], status: Int32 = 0) throws -> Tool.Result {
      let result = try Tool.run(arguments, store: first)
      #expect(result.status == status, "\(arguments): \(result.diagnostics)")
      return result
    }

    /// What a store holds, without when it was recorded there.
    func content(_ store: URL) throws -> [String] {
      try [
        ["host", "list", "--json"], ["vm", "list", "--json"], ["vm", "show", "web-1", "--json"],
        ["vm", "show", "cache-1", "--registers", "--json"], ["verdict", "list", "--json"],
      ].map { arguments in
        let output = try Tool.run(arguments, store: store).output
        return output.replacing(#/"recordedAt":"[^"]*"/#, with: "")
      }
    }
  }

  @Test("a store that imported everything holds the same, exports the same bytes, and judges alike")
  func everything() throws {
    let stores = try Stores()
    let exported = try stores.run(["export", stores.bundle, "--all"])
    #expect(
      exported.output
        == "exported 2 host records, 2 VM definitions, 2 snapshots, 3 verdicts\n"
    )
    let imported = try Tool.run(["import", stores.bundle], store: stores.second)
    #expect(
      imported.output
        == "imported 2 host records (2 new), 2 VM definitions (2 new), 2 snapshots (2 new), "
        + "3 verdicts (3 new)\n"
    )
    #expect(try stores.content(stores.second) == stores.content(stores.first))
    let again = stores.folder.file("again.bundle").path
    _ = try Tool.run(["export", again, "--all"], store: stores.second)
    #expect(
      try Data(contentsOf: URL(filePath: again)) == Data(contentsOf: URL(filePath: stores.bundle))
    )
    let check = ["check", "web-1", "--to", "max-linux-6.12.107", "--as-of", "2099-01-01T00:00:00Z"]
    let verdict = try Tool.run(check + ["--no-record", "--json"], store: stores.second)
    #expect(verdict.status == 1)
    #expect(try stores.run(check + ["--no-record", "--json"], status: 1).output == verdict.output)
    #expect(try Tool.run(["store", "verify"], store: stores.second).status == 0)
  }

  @Test("importing twice changes nothing, into the store it came from neither")
  func twice() throws {
    let stores = try Stores()
    try stores.run(["export", stores.bundle, "--all"])
    for store in [stores.second, stores.second, stores.first] {
      #expect(try Tool.run(["import", stores.bundle], store: store).status == 0)
    }
    let before = try stores.content(stores.second)
    let histories = [["vm", "history", "web-1"], ["host", "history", "max-linux-7.3.4"]]
    let history = try histories.map { try Tool.run($0, store: stores.second).output }
    let result = try Tool.run(["import", stores.bundle, "--json"], store: stores.second)
    #expect(
      result.output
        == #"{"hosts":{"total":2,"new":0},"vms":{"total":2,"new":0},"#
        + #""snapshots":{"total":2,"new":0},"verdicts":{"total":3,"new":0}}"# + "\n"
    )
    #expect(try stores.content(stores.second) == before)
    #expect(try histories.map { try Tool.run($0, store: stores.second).output } == history)
    #expect(try stores.content(stores.first) == before)
  }

  @Test("the records of one VM or host go through a pipe")
  func selection() throws {
    let stores = try Stores()
    let process = [
      "-c", #""$0" export - --vm cache-1 --host max-linux-7.3.4 | "$0" import - --store "$1""#,
    ]
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = process + [Tool.binary.path, stores.second.path]
    shell.environment = ["MIGRATE_CHECK_STORE": stores.first.path]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    shell.waitUntilExit()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    #expect(
      String(decoding: text, as: UTF8.self)
        == "imported 1 host record (1 new), 0 VM definitions, 1 snapshot (1 new), "
        + "2 verdicts (2 new)\n"
    )
    let list = try Tool.run(["vm", "list"], store: stores.second).output
    #expect(list.contains("cache-1") && !list.contains("web-1"))
    try stores.run(["export", stores.bundle, "--vm", "nobody"], status: 66)
    try stores.run(["export", stores.bundle], status: 64)
    try stores.run(["export", stores.bundle, "--all", "--vm", "web-1"], status: 64)
    #expect(!FileManager.default.fileExists(atPath: stores.bundle))
  }

  @Test("a bundle that is cut off, altered or too new is refused whole, with the place")
  func refusals() throws {
    let stores = try Stores()
    try stores.run(["export", stores.bundle, "--all"])
    let good = try Data(contentsOf: URL(filePath: stores.bundle))
    var altered = good
    altered[good.count / 2] ^= 1
    var newer = good
    newer[22] = 2
    let bad: [(Data, String)] = [
      (good.dropLast(), "cut off"), (good.prefix(1), "cut off"), (altered, "item "),
      (newer, "written by a newer version"), (good + good, "bytes after the end"),
      (Data(), "is empty"), (Data("{}".utf8), "item 0"),
      (Data(repeating: 0x5a, count: 100_000), "item 0"),
    ]
    for (data, words) in bad {
      try data.write(to: URL(filePath: stores.bundle))
      let fresh = try Tool.run(["import", stores.bundle], store: stores.second)
      #expect(fresh.status == 65 && fresh.output.isEmpty && fresh.diagnosticLines.count == 1)
      #expect(fresh.diagnostics.contains(words), "\(fresh.diagnostics)")
      #expect(fresh.diagnostics.contains(stores.bundle))
      #expect(try Tool.run(["vm", "list"], store: stores.second).status == 66)
    }
    let folder = stores.folder.url.path
    #expect(try Tool.run(["import", folder], store: stores.second).status == 66)
    #expect(try Tool.run(["import", folder + "/none"], store: stores.second).status == 66)
  }

  @Test("a bundle whose digests are right and whose content is not changes no store and makes none")
  func badContent() throws {
    let stores = try Stores()
    let before = try stores.content(stores.first)
    // A host whose content is an empty map, sealed as BundleWriter seals documents.
    let kind = Array("migrate-check/host".utf8)
    let digest = Digest(of: [0xA0])
    let head: [UInt8] = [0x84, 0x60 + UInt8(kind.count)]
    let host = head + kind + [0x01, 0x41, 0xA0, 0x58, 32] + digest.bytes
    var bytes: [UInt8] = []
    var writer = try BundleWriter { bytes += $0 }
    try writer.append(canonical: host)
    try writer.finish()
    try Data(bytes).write(to: URL(filePath: stores.bundle))
    for store in [stores.second, stores.first] {
      let result = try Tool.run(["import", stores.bundle], store: store)
      #expect(result.status == 65 && result.output.isEmpty, "\(result.diagnostics)")
      #expect(result.diagnostics.contains("item 1, "), "\(result.diagnostics)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: stores.folder.url.path)
    #expect(!files.contains { $0.hasPrefix("second") })
    #expect(try stores.content(stores.first) == before)
  }

  @Test("after a bundle that breaks off there is no store, and the next import makes one")
  func brokenOff() throws {
    let stores = try Stores()
    try stores.run(["export", stores.bundle, "--all"])
    let good = try Data(contentsOf: URL(filePath: stores.bundle))
    try good.dropLast().write(to: URL(filePath: stores.bundle))
    #expect(try Tool.run(["import", stores.bundle], store: stores.second).status == 65)
    #expect(try Tool.run(["host", "list"], store: stores.second).status == 66)
    try good.write(to: URL(filePath: stores.bundle))
    #expect(try Tool.run(["import", stores.bundle], store: stores.second).status == 0)
    #expect(try Tool.run(["store", "verify"], store: stores.second).status == 0)
    #expect(try stores.content(stores.second) == stores.content(stores.first))
  }
}
