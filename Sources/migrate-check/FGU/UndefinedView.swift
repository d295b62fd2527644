import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

/// What does not exist in a VM on a host, as text.
struct UndefinedView {
  private let report: UndefinedReport

  init(_ report: UndefinedReport) {
    self.report = report
  }

  var text: String {
    let configuration = report.configuration
    let plan = configuration.plan
    var text =
      "\(report.vm) on \(configuration.host.name), kernel \(plan.kernel), at "
      + "\(report.context.rawValue)\n\n"
    var words = TextTable("WORD", "VALUE")
    for group in TrapGroup.allCases { words.add(group.rawValue, hex(plan[group])) }
    text += words.render()
    for group in report.groups where group.isImplemented != false {
      text +=
        "\nWithout \(group.condition)\(group.isImplemented == nil ? ", if the host has it" : "")\n"
      text += line("UNDEFINED", group.undefined)
      text += line("reachable", group.reachable)
    }
    let lacking = report.groups.filter { $0.isImplemented == false }.map(\.condition)
    if !lacking.isEmpty {
      text += "\nNeither in the VM nor on the host\n  \(lacking.joined(separator: ", "))\n"
    }
    if !report.exposures.isEmpty { text += "\nNot advertised, and not hidden\n" + exposures }
    if let difference = report.difference { text += self.text(difference) }
    return text
  }

  private var exposures: String {
    var table = TextTable()
    for exposure in report.exposures {
      let encodings = exposure.encodings.compactMap { Encoding($0)?.assembly }
      let here = Self.word(exposure.onTarget)
      let there = report.difference.map { _ in "there \(Self.word(exposure.onSource))" }
      table.add(
        [exposure.feature, "here \(here)"] + [there].compactMap { $0 } + [
          encodings.joined(separator: ", ")
        ]
      )
    }
    return table.render(indent: 2)
  }

  private func text(_ difference: UndefinedReport.Difference) -> String {
    var text = "\nAgainst \(difference.source.host.name)\n"
    for (group, source, target) in difference.words {
      text += "  \(group.rawValue)  \(hex(source)) -> \(hex(target))\n"
    }
    text += line("becomes UNDEFINED", difference.becomesUndefined)
    text += line("becomes reachable", difference.becomesReachable)
    let isSame =
      difference.words.isEmpty && difference.becomesUndefined.isEmpty
      && difference.becomesReachable.isEmpty
    return isSame ? text + "  no difference\n" : text
  }

  private func line(_ label: String, _ encodings: [Encoding]) -> String {
    encodings.isEmpty ? "" : "  \(label)  \(encodings.map(\.assembly).joined(separator: ", "))\n"
  }

  private func hex(_ word: UInt64) -> String { "0x" + hexadecimal(word, digits: 16) }

  private static func word(_ isReachable: Bool?) -> String {
    isReachable.map { $0 ? "yes" : "no" } ?? "unknown"
  }
}
