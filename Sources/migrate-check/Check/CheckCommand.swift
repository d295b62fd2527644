import ArgumentParser
import Foundation
import MigrationCheck
import MigrationState

/// `check`: the verdict.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell whether a VM may move to a host."
  )

  @Argument(help: "The VM, or @FILE with a VM definition or a snapshot.")
  var vm: String

  @Option(help: "The hosts it is to move to: names or @FILE, separated by commas.")
  var to: String

  @Option(help: "The host it runs on: a name or @FILE.")
  var from: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let resolver = RecordResolver()
    let source = try from.map { try resolver.host($0) }
    let guest: Guest?
    switch try resolver.document(vm) {
    case .snapshot(let snapshot): guest = Guest(definition: nil, snapshot: snapshot)
    case .vm(let definition): guest = Guest(definition: definition, snapshot: nil)
    case .host: guest = nil
    }
    guard let guest else { throw CommandError(.malformed, "\(vm): a VM or snapshot is expected") }
    for target in to.split(separator: ",") {
      var check = Check(
        CheckRequest(
          guest: guest,
          source: source,
          target: try resolver.host(String(target)),
          checkedAt: Timestamp(seconds: Int64(Date().timeIntervalSince1970)),
          toolVersion: ToolVersion.current
        ))
      let verdict = check.verdict()
      output.print(verdict.json) { "" }
    }
  }
}
