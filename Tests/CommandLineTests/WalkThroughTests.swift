import Foundation
import TestSupport
import Testing

/// The README's walk through: every command runs, in order, against one store that is empty at the
/// start, and prints what the README shows.
@Suite struct WalkThroughTests {
  private struct Step {
    let command: String
    var output: String
  }

  @Test("the README's walk through prints what it shows")
  func walkThrough() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    let text = try Readme.text()
    let isRecording = Readme.isRecording
    var recorded: [(old: String, new: String)] = []
    var count = 0
    for block in Self.blocks(text) {
      var steps = Self.steps(block)
      for index in steps.indices {
        count += 1
        let words = steps[index].command.split(separator: " ").map(String.init)
        let result = try Tool.run(Array(words.dropFirst()), store: store)
        let output = (result.output + result.diagnostics).trimmingCharacters(in: .newlines)
        if isRecording {
          steps[index].output = output
        } else {
          #expect(output == steps[index].output, "\(steps[index].command)")
        }
      }
      if isRecording {
        let new = steps.map { "$ \($0.command)\n" + ($0.output.isEmpty ? "" : $0.output + "\n") }
        recorded.append(("```console\n\(block)```", "```console\n\(new.joined())```"))
      }
    }
    #expect(count > 5, "the README has a walk through")
    if isRecording {
      try Readme.update { text in
        for (old, new) in recorded { text = text.replacing(old, with: new) }
      }
      Issue.record("recorded the walk through; run again without RECORD_SNAPSHOTS")
    }
  }

  /// The contents of the ```console blocks.
  private static func blocks(_ text: String) -> [String] {
    text.components(separatedBy: "```console\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  /// The commands of a block, each with what it prints.
  private static func steps(_ block: String) -> [Step] {
    var steps: [Step] = []
    for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: ""))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
    return steps.map {
      Step(command: $0.command, output: $0.output.trimmingCharacters(in: .newlines))
    }
  }
}
