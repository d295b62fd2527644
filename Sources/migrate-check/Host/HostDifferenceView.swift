import ArmArchitecture
import KVMEnforcement
import MigrationCheck

/// The difference of two hosts as text: the hosts, then each profile by feature, then by field.
struct HostDifferenceView {
  private let difference: HostDifference

  init(_ difference: HostDifference) {
    self.difference = difference
  }

  var text: String {
    guard !difference.isEmpty else {
      return "no difference for VMs between \(difference.first) and \(difference.second)\n"
    }
    var text = facts("HOST", difference.facts + difference.userRegisters)
    text += facts("KVM CAPABILITY", difference.capabilities)
    text += facts("HOST TRAPS", difference.traps)
    text += alone(difference.onlyFirst, on: difference.first)
    text += alone(difference.onlySecond, on: difference.second)
    if difference.profiles.isEmpty { text += "no profile that both hosts have\n" }
    return text + difference.profiles.map(profile).joined(separator: "\n")
  }

  private func facts(_ title: String, _ facts: [HostDifference.Fact]) -> String {
    guard !facts.isEmpty else { return "" }
    var table = TextTable(title, difference.first, difference.second)
    for fact in facts { table.add(fact.name, fact.first ?? "-", fact.second ?? "-") }
    return table.render() + "\n"
  }

  private func alone(_ profiles: [String], on host: String) -> String {
    profiles.isEmpty
      ? ""
      : "only on \(host), as far as is recorded: profiles \(profiles.joined(separator: ", "))\n\n"
  }

  private func profile(_ profile: ProfileDifference) -> String {
    let features = VCPUFeature.allCases.filter(profile.features.contains).map(\.rawValue)
    let title = "Profile \(profile.name)"
    var text =
      "\(Terminal.paint(title, .cyan)) (\(features.joined(separator: " ")), GIC "
      + "\(profile.gic.rawValue)\(profile.mte ? ", MTE" : ""))\n"
    guard !profile.isEmpty else { return text + "  no difference\n" }
    text += way(profile.toSecond, from: difference.first, to: difference.second)
    text += way(profile.toFirst, from: difference.second, to: difference.first)
    if !profile.fields.isEmpty {
      var table = TextTable("FIELD", difference.first, difference.second, "->", "<-", "FEATURES")
      for field in profile.fields {
        table.add(
          field.subject,
          field.first,
          field.second,
          field.toSecond.rawValue,
          field.toFirst.rawValue,
          field.features.joined(separator: " ")
        )
      }
      text += "\n" + table.render(indent: 2)
    }
    if !profile.values.isEmpty {
      text += "\n"
      var table = TextTable("REGISTER", difference.first, difference.second)
      for fact in profile.values { table.add(fact.name, fact.first ?? "-", fact.second ?? "-") }
      text += table.render(indent: 2)
    }
    return text
  }

  /// What a VM meets that moves one way.
  private func way(_ way: ProfileDifference.Way, from source: String, to target: String) -> String {
    let answer =
      way.isAdmitted && way.missingRegisters.isEmpty
      ? Terminal.paint("its ID registers and register list fit", .green)
      : Terminal.paint("does not fit", .red)
    var rows = TextTable()
    let missing = way.missingRegisters.map(\.label)
    for (label, names) in [
      ("loses", way.loses), ("gains, cannot be hidden", way.gains),
      ("offered there, not advertised to it", way.unadvertised),
      ("registers that do not exist there", missing),
    ] where !names.isEmpty {
      rows.add(label, names.joined(separator: " "))
    }
    return "  a VM from \(source) on \(target): \(answer)\n" + rows.render(indent: 4)
  }
}
