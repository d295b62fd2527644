import ArmArchitecture
import KVMEnforcement
import MigrationCheck

/// The effective state of a VM as text.
struct EffectiveView {
  private let report: EffectiveReport

  init(_ report: EffectiveReport) {
    self.report = report
  }

  var text: String {
    let configuration = report.configuration
    var text = "\(report.vm) on \(configuration.host.name), kernel \(configuration.plan.kernel)\n"
    if !configuration.rules.isEnforced {
      return text + "KVM sanitises no register of a VM without EL2: values are what was captured.\n"
    }
    if report.rows.isEmpty {
      return text + "The kernel does not sanitise the register: its value is what was captured.\n"
    }
    text += table
    for row in report.rows {
      let register = row.mask.encoding.name
      for value in row.values where !value.changes.isEmpty {
        text += "\n\(register) changes"
        text += report.vcpuCount > 1 ? " in vCPU \(ranges(value))\n" : "\n"
        for change in value.changes { text += "  \(change)\n" }
      }
      if !row.rules.isEmpty {
        text += "\n\(register), bits that are forced\n"
        for rule in row.rules { text += "  \(rule)\n" }
      }
    }
    return text
  }

  private var table: String {
    let hasState = report.vcpuCount > 0
    let isMany = report.vcpuCount > 1
    var headings = ["REGISTER", "RES0", "RES1"]
    if hasState { headings += ["CAPTURED", "EFFECTIVE"] }
    if isMany { headings.append("VCPUS") }
    var table = TextTable()
    table.add(headings)
    for row in report.rows {
      let name = row.mask.encoding.name
      guard !row.values.isEmpty else {
        table.add([name, hex(row.mask.zero), hex(row.mask.one)] + (hasState ? ["-", "-"] : []))
        continue
      }
      for (index, value) in row.values.enumerated() {
        var cells = index == 0 ? [name, hex(row.mask.zero), hex(row.mask.one)] : ["", "", ""]
        cells += [hex(value.raw), value.raw == value.effective ? "same" : hex(value.effective)]
        if isMany { cells.append(ranges(value)) }
        table.add(cells)
      }
    }
    return table.render()
  }

  private func ranges(_ value: EffectiveReport.Value) -> String { value.vcpuRanges }

  private func hex(_ value: UInt64) -> String { "0x" + hexadecimal(value, digits: 16) }
}
