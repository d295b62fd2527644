import Foundation
import TestSupport
import Testing

/// The help of every command, and the README's list of commands, which is made from it.
@Suite struct HelpTests {
  /// One command of the tree, as `--experimental-dump-help` tells it.
  private struct Command {
    let path: [String]
    let abstract: String
    let synopsis: String
    let isGroup: Bool
  }

  private static func commands() throws -> [Command] {
    let dump = try Tool.run(["--experimental-dump-help"]).output
    let json = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
    return commands(json?["command"] as? [String: Any] ?? [:], below: [])
  }

  private static func commands(_ node: [String: Any], below path: [String]) -> [Command] {
    let children = (node["subcommands"] as? [[String: Any]] ?? []).filter {
      $0["commandName"] as? String != "help"
    }
    var result = children.flatMap { child in
      commands(child, below: path + [child["commandName"] as? String ?? ""])
    }
    if !path.isEmpty {
      let arguments = node["arguments"] as? [[String: Any]] ?? []
      result.insert(
        Command(
          path: path,
          abstract: node["abstract"] as? String ?? "",
          synopsis: (path + arguments.compactMap(word)).joined(separator: " "),
          isGroup: !children.isEmpty
        ),
        at: 0
      )
    }
    return result
  }

  /// How a synopsis shows an argument: what stands for itself always, an option when it is needed.
  private static func word(_ argument: [String: Any]) -> String? {
    let value = argument["valueName"] as? String ?? ""
    let isOptional = argument["isOptional"] as? Bool ?? false
    let rest = argument["isRepeating"] as? Bool ?? false ? "…" : ""
    switch argument["kind"] as? String {
    case "positional":
      return isOptional ? "[\(value.uppercased())\(rest)]" : value.uppercased() + rest
    case "option" where !isOptional:
      return "--\((argument["preferredName"] as? [String: Any])?["name"] as? String ?? "") "
        + value.uppercased()
    default: return nil
    }
  }

  @Test("the help of every command is as recorded")
  func texts() throws {
    for command in try Self.commands() + [
      Command(path: [], abstract: "", synopsis: "", isGroup: true)
    ] {
      let result = try Tool.run(["help"] + command.path, environment: ["COLUMNS": "100"])
      #expect(result.status == 0 && result.diagnostics.isEmpty)
      let name = (["migrate-check"] + command.path).joined(separator: "-")
      try Snapshot.check(result.output, "CommandLine/help/\(name).txt")
    }
  }

  @Test(
    "help is no name of a VM, and asks for the help of the command it stands with",
    arguments: [
      (["help", "check"], ["check", "--help"]), (["help", "check"], ["web-1", "--help"]),
      (["--version"], ["check", "--version"]), (["help"], ["--help"]),
    ]
  )
  func requests(_ one: [String], _ other: [String]) throws {
    let (one, other) = (try Tool.run(one), try Tool.run(other))
    #expect(one.status == 0 && one.output == other.output && !one.output.isEmpty)
  }

  @Test("the help of every command has an example of that command")
  func examples() throws {
    for command in try Self.commands() {
      let help = try Tool.run(["help"] + command.path).output
      #expect(help.contains(/\n +Examples?:\n|\nExamples?:\n/), "\(command.path)")
      let call = "migrate-check \(command.path.joined(separator: " "))"
      let short = command.path == ["check"] ? "migrate-check web-1" : call
      #expect(help.contains(call) || help.contains(short), "\(command.path)")
      #expect(command.abstract.hasSuffix("."), "\(command.path)")
    }
  }

  @Test("every command can be told how much to tell, and how")
  func diagnostics() throws {
    for command in try Self.commands() where !command.isGroup {
      let help = try Tool.run(["help"] + command.path).output
      for option in ["--verbose", "--quiet", "--log-format"] {
        #expect(help.contains(option), "\(command.path)")
      }
    }
  }

  @Test("the README lists every command")
  func readme() throws {
    let rows = try Self.commands().filter { !$0.isGroup }.map { command in
      let abstract = command.abstract.split(separator: "|").joined(separator: "\\|")
      return "| `\(command.synopsis)` | \(abstract) |\n"
    }
    let wanted = "\n\n| command | does |\n|---|---|\n\(rows.joined())\n"
    let shown = try #require(Readme.part("commands", of: Readme.text()))
    guard Readme.isRecording else {
      #expect(shown == wanted, "record with RECORD_SNAPSHOTS=1 swift test --filter HelpTests")
      return
    }
    try Readme.update { text in
      guard let part = Readme.part("commands", of: text) else { return }
      text.replaceSubrange(part.startIndex..<part.endIndex, with: wanted)
    }
    Issue.record("recorded the list of commands; run again without RECORD_SNAPSHOTS")
  }
}
