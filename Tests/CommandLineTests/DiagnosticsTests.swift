import Foundation
import TestSupport
import Testing

/// What the tool says about itself, on standard error.
@Suite struct DiagnosticsTests {
  /// A host document with a key that nobody knows.
  private static func strangeHost(_ folder: TemporaryFolder) throws -> String {
    var host = try Fixtures.json(
      Fixtures.root.appending(path: "samples/hosts/neoverse-n1-linux-6.12.107.json")
    )
    host["colour"] = "blue"
    let file = folder.file("strange.json")
    try JSONSerialization.data(withJSONObject: host).write(to: file)
    return file.path
  }

  @Test("a warning is one line, an object a line in JSON, and nothing with --quiet")
  func warnings() throws {
    let folder = try TemporaryFolder()
    let host = try Self.strangeHost(folder)
    let show = ["host", "show", "@" + host]
    let text = try Tool.run(show)
    #expect(text.diagnostics == "migrate-check: warning: \(host): $.colour: unknown key\n")
    let json = try Tool.run(show + ["--log-format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(json.diagnostics.utf8))
    #expect(
      object as? [String: String]
        == ["level": "warning", "message": "\(host): $.colour: unknown key"]
    )
    let quiet = try Tool.run(show + ["--quiet"])
    #expect(quiet.diagnostics.isEmpty)
    #expect(text.output == json.output && text.output == quiet.output)
  }

  @Test("errors are told in every format and when quiet")
  func errors() throws {
    let quiet = try Tool.run(["host", "show", "@/no/such/file", "-q"])
    #expect(quiet.status == 66)
    #expect(quiet.diagnostics == "migrate-check: /no/such/file: no such file\n")
    let json = try Tool.run(["host", "show", "@/no/such/file", "--log-format", "json"])
    #expect(
      json.diagnostics == #"{"level":"error","message":"/no/such/file: no such file"}"# + "\n"
    )
    #expect(try Tool.run(["host", "list", "-v", "-q"]).status == 64)
  }

  @Test("--verbose tells which records are used, twice also what is opened")
  func verbose() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    _ = try Tool.run(["host", "record", "samples/hosts/max-linux-7.3.4.json"], store: store)
    let show = ["host", "show", "max-linux-7.3.4"]
    #expect(try Tool.run(show, store: store).diagnostics.isEmpty)
    let once = try Tool.run(show + ["-v"], store: store).diagnosticLines
    #expect(once.count == 1 && once[0].contains("host max-linux-7.3.4: record "))
    let twice = try Tool.run(show + ["-vv"], store: store).diagnosticLines
    #expect(twice.count == 2 && twice[0].hasSuffix("reading the store \(store.path)"))
  }

  @Test("no colour off a terminal, whatever the environment says")
  func colour() throws {
    let result = try Tool.run(
      ["explain", "FEAT_NV2"],
      environment: ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"]
    )
    #expect(!result.output.contains("\u{1b}"))
  }
}
