import Foundation
import TestSupport
import Testing

@Suite struct VerdictVerifyTests {
  private let folder: TemporaryFolder
  private let store: URL

  init() throws {
    folder = try TemporaryFolder()
    store = folder.file("store.sqlite")
    for host in ["max-linux-7.3.4", "max-linux-6.12.107", "neoverse-n1-linux-7.3.4"] {
      #expect(try run(["host", "record", "samples/hosts/\(host).json"]).status == 0)
    }
    let snapshot = "samples/snapshots/max-linux-7.3.4.all.json"
    #expect(try run(["vm", "snapshot", "a", snapshot]).status == 0)
  }

  private func run(_ arguments: [String]) throws -> Tool.Result {
    try Tool.run(arguments, store: store)
  }

  @Test("Every recorded verdict comes out again, byte by byte, whatever its options")
  func identical() throws {
    for options in [
      [], ["--both-directions"], ["--config-only"], ["--policy", "strict"],
      ["--assume-kernel", "6.18"], ["--assume-kernel", "6.12", "--both-directions"],
    ] {
      let status = try run(["check", "a", "--to-all"] + options).status
      #expect([0, 1, 3].contains(status))
    }
    let all = try run(["verdict", "verify", "--all", "--json"])
    #expect(all.status == 0)
    let lines = all.output.split(separator: "\n")
    #expect(lines.count >= 20)
    #expect(lines.allSatisfy { $0.contains("\"status\":\"identical\"") })
  }

  @Test("A host recorded anew makes its verdicts stale")
  func stale() throws {
    _ = try run(["check", "a", "--to", "max-linux-7.3.4"])
    _ = try run(["check", "a", "--to", "neoverse-n1-linux-7.3.4"])
    var record = try Fixtures.json(
      Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-7.3.4.json")
    )
    record["kernelRelease"] = "7.3.5"
    record["capturedAt"] = "2026-11-25T00:00:00Z"
    let file = folder.file("host.json")
    try JSONSerialization.data(withJSONObject: record).write(to: file)
    #expect(try run(["host", "record", file.path]).status == 0)
    let all = try run(["verdict", "verify", "--all", "--json"])
    #expect(all.status == 3)
    #expect(all.output.components(separatedBy: "\"stale\"").count == 2)
    #expect(all.output.components(separatedBy: "\"identical\"").count == 2)
  }

  @Test("A host recorded again that says the same leaves its verdicts as they are")
  func recordedAgain() throws {
    _ = try run(["check", "a", "--to", "neoverse-n1-linux-7.3.4"])
    var record = try Fixtures.json(
      Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-7.3.4.json")
    )
    record["capturedAt"] = "2026-11-25T00:00:00Z"
    let file = folder.file("host.json")
    try JSONSerialization.data(withJSONObject: record).write(to: file)
    #expect(try run(["host", "record", file.path]).status == 0)
    let all = try run(["verdict", "verify", "--all", "--json"])
    #expect(all.status == 0)
    #expect(all.output.contains("\"identical\""))
  }

  @Test("Verify asks for verdicts that are there")
  func usage() throws {
    #expect(try run(["verdict", "verify"]).status == 64)
    #expect(try run(["verdict", "verify", "0123"]).status == 66)
  }

  @Test("Over the hosts of the store the best comes first")
  func ranking() throws {
    let result = try run(["check", "a", "--to-all", "--json", "--no-record"])
    let targets = result.output.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["target"]
        as? String
    }
    #expect(targets.first == "max-linux-7.3.4")
    #expect(targets.count == 3)
    #expect(result.status == 1)
    #expect(try run(["check", "a", "--to-all", "--any", "--no-record"]).status == 0)
  }
}
