import MigrationCheck
import MigrationState

/// Figures of a fleet in the text format of Prometheus, version 0.0.4.
struct Metrics {
  let matrix: FleetMatrix
  let staleHosts: Int
  let staleSnapshots: Int
  /// How many safe targets a VM should have.
  let least: Int

  var text: String {
    let counts = matrix.counts
    var text = ""
    func add(_ name: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
      text += "# HELP migrate_check_\(name) \(help)\n# TYPE migrate_check_\(name) gauge\n"
      for sample in samples { text += "migrate_check_\(name)\(sample.labels) \(sample.value)\n" }
    }
    add(
      "hosts",
      "Hosts with a record in force.",
      [("", matrix.hosts.reduce(0) { $0 + $1.names.count })]
    )
    add("host_classes", "Kinds of hosts.", [("", matrix.hosts.count)])
    add(
      "vms",
      "VMs with a definition in force.",
      [("", matrix.vms.reduce(0) { $0 + $1.names.count })]
    )
    add("vm_classes", "Kinds of VMs.", [("", matrix.vms.count)])
    add(
      "stale_records",
      "Records in force that were captured long ago.",
      [(#"{kind="host"}"#, staleHosts), (#"{kind="snapshot"}"#, staleSnapshots)]
    )
    add(
      "pairs",
      "Pairs of a VM and a host that is not its own, by verdict.",
      [
        (#"{verdict="allowed"}"#, counts.allowed), (#"{verdict="refused"}"#, counts.refused),
        (#"{verdict="undecided"}"#, counts.undecided),
      ]
    )
    add(
      "pairs_by_code",
      "Pairs that a finding of this code refuses or leaves undecided.",
      matrix.reasons.sorted { $0.code < $1.code }.map { (#"{code="\#($0.code)"}"#, $0.pairs) }
    )
    add(
      "stranded_vms",
      "VMs with too few hosts they may move to.",
      [(#"{least="\#(least)"}"#, matrix.stranded(fewerThan: least).count)]
    )
    return text
  }
}
