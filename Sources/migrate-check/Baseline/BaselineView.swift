import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport

/// A baseline for people and for programs.
struct BaselineView {
  private let report: BaselineReport
  private let name: String
  private let guest: Guest?

  /// How many hosts a line names before it counts the others.
  private static let namesShown = 4
  private static let costsShown = 10

  init(_ report: BaselineReport, name: String, comparedWith guest: Guest? = nil) {
    self.report = report
    self.name = name
    self.guest = guest
  }

  // MARK: For programs

  var json: JSONOutput {
    var members: [JSONOutput.Member] = [
      .init("complete", .bool(report.isComplete)),
      .init("kinds", .array(report.kinds.map(Self.names))),
      .init(
        "excluded",
        .array(
          report.excluded.map {
            ["hosts": Self.names($0.hosts), "reason": .string($0.reason)]
          }
        )
      ),
      .init("conflicts", .array(report.conflicts.map(Self.json))),
      .init("costs", .array(report.costs.map(Self.json))),
      .init("subpools", .array(report.subpools.map(Self.names))),
      .init("settings", settings),
    ]
    if var vm = report.definition {
      vm.name = name
      members.append(.init("vm", vm.json))
    }
    if guest != nil {
      members.append(
        .init(
          "differences",
          .array(
            differences.map { difference in
              [
                "subject": .string(difference.subject), "vm": .string(difference.vm),
                "baseline": .string(difference.baseline),
              ]
            }
          )
        )
      )
    }
    return .object(members)
  }

  /// What to write, in order.
  var settings: JSONOutput {
    .array(
      report.settings.map { setting in
        [
          "id": .string("0x" + hexadecimal(setting.register.rawValue, digits: 16)),
          "name": .string(setting.register.description),
          "value": .string(setting.value.hexadecimal(width: setting.register.width)),
        ]
      }
    )
  }

  /// What to write as a custom CPU template of Firecracker; registers wider than 64 bits, which it does
  /// not set, are left out.
  func template(features: VCPUFeatures) -> JSONOutput {
    let words = report.settings.compactMap { setting in
      setting.register.width > 64 ? nil : setting.value.word.map { (setting.register, $0) }
    }
    return FirecrackerTemplate(words, features: features).json
  }

  private static func names(_ names: [String]) -> JSONOutput { .array(names.map { .string($0) }) }

  private static func json(_ conflict: BaselineReport.Conflict) -> JSONOutput {
    [
      "subject": .string(conflict.subject), "reason": .string(conflict.reason),
      "oneWay": .bool(conflict.isOneWay),
      "sides": .array(
        conflict.sides.map { side in
          var members = [JSONOutput.Member("hosts", names(side.hosts))]
          if let limit = side.limit { members.append(.init("limit", .string(limit))) }
          if let accepts = side.accepts { members.append(.init("accepts", .string(accepts))) }
          return .object(members)
        }
      ),
    ]
  }

  private static func json(_ cost: BaselineReport.Cost) -> JSONOutput {
    [
      "hosts": names(cost.hosts), "features": names(cost.features),
      "fields": .array(
        cost.fields.map {
          [
            "field": .string($0.field), "from": .string(hex($0.from)), "to": .string(hex($0.to)),
          ]
        }
      ),
      "conflicts": names(cost.conflicts),
    ]
  }

  private static func hex(_ value: UInt64) -> String { "0x" + String(value, radix: 16) }

  // MARK: For people

  var text: String {
    let hosts = report.kinds.flatMap { $0 }.count
    var text =
      report.definition == nil
      ? Terminal.paint("NO BASELINE", .red) : Terminal.paint("BASELINE", .green)
    text += "  \(hosts) host(s) of \(report.kinds.count) kind(s)\n"
    for exclusion in report.excluded {
      text += "  left out: \(Self.label(exclusion.hosts)): \(exclusion.reason)\n"
    }
    text += section("Stands against it", report.conflicts.filter { !$0.isOneWay })
    text += section("Moves one way only", report.conflicts.filter(\.isOneWay))
    if !report.costs.isEmpty {
      text += "\nCosts\n"
      for cost in report.costs.prefix(Self.costsShown) { text += "  \(Self.sentence(cost))\n" }
      let rest = report.costs.count - Self.costsShown
      if rest > 0 { text += "  and \(rest) kind(s) of hosts more\n" }
    }
    if report.subpools.count > 1 {
      text += "\nParts with a baseline each\n"
      for part in report.subpools { text += "  \(Self.label(part))\n" }
    }
    if report.definition != nil {
      text += "\nRegisters to write before the first run (\(report.settings.count))\n"
      text += settingsTable
    }
    if let guest {
      text += "\nDifferent in \(guest.name) (\(differences.count))\n"
      var table = TextTable("SUBJECT", "VM", "BASELINE")
      for difference in differences {
        table.add(difference.subject, difference.vm, difference.baseline)
      }
      text += table.isEmpty ? "" : table.render(indent: 2)
    }
    return text
  }

  var settingsTable: String {
    guard !report.settings.isEmpty else { return "" }
    var table = TextTable("ID", "NAME", "VALUE")
    for setting in report.settings {
      table.add(
        "0x" + hexadecimal(setting.register.rawValue, digits: 16),
        setting.register.encoding == nil
          ? KVMRegisterNames.standard.name(of: setting.register) ?? "-"
          : setting.register.description,
        setting.value.hexadecimal(width: setting.register.width)
      )
    }
    return table.render(indent: 2)
  }

  private func section(_ title: String, _ conflicts: [BaselineReport.Conflict]) -> String {
    guard !conflicts.isEmpty else { return "" }
    var text = "\n\(title) (\(conflicts.count))\n"
    for conflict in conflicts {
      text += "  \(conflict.subject): \(conflict.reason)\n"
      for side in conflict.sides {
        let accepts = side.accepts.map { ", accepts \($0)" } ?? ""
        text += "    \(Self.label(side.hosts)): \(side.limit ?? "unknown")\(accepts)\n"
      }
    }
    return text
  }

  /// `without rack2-07 the pool could offer FEAT_MOPS`.
  private static func sentence(_ cost: BaselineReport.Cost) -> String {
    var parts: [String] = []
    if !cost.features.isEmpty {
      parts.append("could offer " + cost.features.joined(separator: ", "))
    } else if !cost.fields.isEmpty {
      let fields = cost.fields.map { "\($0.field) = \(hex($0.to))" }
      parts.append("could have " + fields.joined(separator: ", "))
    }
    if !cost.conflicts.isEmpty {
      parts.append("would agree on " + cost.conflicts.joined(separator: ", "))
    }
    return "without \(label(cost.hosts)) the pool " + parts.joined(separator: ", and ")
  }

  private static func label(_ names: [String]) -> String {
    let shown = names.prefix(namesShown).joined(separator: ", ")
    return names.count > namesShown ? shown + " and \(names.count - namesShown) more" : shown
  }

  // MARK: Against a VM

  private struct Difference {
    let subject: String
    let vm: String
    let baseline: String
  }

  /// The fields in which the VM's ID registers are not the baseline's.
  private var differences: [Difference] {
    guard let guest, let baseline = report.definition else { return [] }
    let own =
      guest.snapshot?.vcpus.first?.registers ?? guest.definition?.idRegisters ?? RegisterState()
    return baseline.idRegisters.flatMap { id, value -> [Difference] in
      guard let encoding = id.encoding, let wanted = value.word, let has = own[id]?.word,
        has != wanted
      else { return [] }
      var rest = has ^ wanted
      var found: [Difference] = []
      for field in IDRegisters.standard[encoding]?.fields ?? []
      where rest & field.bits.mask != 0 {
        rest &= ~field.bits.mask
        func spell(_ register: UInt64) -> String {
          let content = field.bits.extract(register)
          return Self.hex(content) + (field.valueName(content).map { " (\($0))" } ?? "")
        }
        found.append(
          Difference(subject: field.path, vm: spell(has), baseline: spell(wanted))
        )
      }
      if rest != 0 {
        found.append(
          Difference(
            subject: "\(id)",
            vm: Self.hex(has),
            baseline: Self.hex(wanted)
          )
        )
      }
      return found
    }
  }
}
