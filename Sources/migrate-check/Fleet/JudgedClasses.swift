import MigrationCheck
import MigrationState

/// Classes of VMs whose moves were judged.
struct JudgedClasses {
  /// The classes.
  private(set) var classes: [VMClass] = []
  /// What was found about the first VM of each; nothing unless it was asked for.
  private(set) var findings = FindingLists()

  /// One class, with what was found about its first VM for each class of hosts.
  struct Entry: Sendable {
    fileprivate var vms: VMClass
    fileprivate let findings: [[Finding]]

    init(_ members: [FleetMember], cells: [FleetCell], findings: [[Finding]] = []) {
      vms = VMClass(names: members.map(\.vm.name), hosts: members.map(\.host), cells: cells)
      vms.starts = members.map(\.startedOn)
      self.findings = findings
    }
  }

  /// Adds classes.
  mutating func add(_ entries: [Entry]) {
    for var entry in entries {
      entry.vms.findings = entry.findings.map { findings.add($0) }
      classes.append(entry.vms)
    }
  }

  /// Judges the VMs of one configuration: by its kinds of vCPUs, or where findings are kept, by the
  /// first VM of each class.
  static func entries(
    _ states: StateClasses,
    _ configuration: PreparedConfiguration
  ) -> [Entry] {
    let classes = Array(states.classes)
    if let first = states.first {
      return classes.map { kinds, members in
        let judged = configuration.plans.findings(of: first[kinds] ?? [])
        return Entry(members, cells: judged.map(\.cell), findings: judged.map(\.findings))
      }
    }
    let rows = configuration.plans.cells(of: classes.map(\.key), vcpus: states.vcpus)
    return zip(classes, rows).map { Entry($0.value, cells: $1) }
  }
}
