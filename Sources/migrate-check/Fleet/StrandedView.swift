import MigrationState

/// VMs with too few safe targets, for people and for programs.
struct StrandedView {
  private let vms: [(vm: String, host: String?, targets: Int)]
  private let least: Int

  init(_ vms: [(vm: String, host: String?, targets: Int)], least: Int) {
    self.vms = vms
    self.least = least
  }

  var isEmpty: Bool { vms.isEmpty }

  func text(_ format: MatrixCommand.Format) -> String {
    switch format {
    case .table, .html:
      var table = TextTable("VM", "HOST", "SAFE TARGETS")
      for vm in vms { table.add(vm.vm, vm.host ?? "-", String(vm.targets)) }
      let count = "\(vms.count) VM(s) with fewer than \(least) safe targets\n"
      return (table.isEmpty ? "" : table.render()) + count
    case .json:
      let json = JSONOutput.array(
        vms.map { vm in
          var members: [JSONOutput.Member] = [.init("vm", .string(vm.vm))]
          if let host = vm.host { members.append(.init("host", .string(host))) }
          members.append(.init("safeTargets", .int(vm.targets)))
          return .object(members)
        }
      )
      return JSONWriter().string(json) + "\n"
    case .csv:
      return CSV.line("vm", "host", "safe targets")
        + vms.map { CSV.line($0.vm, $0.host ?? "", String($0.targets)) }.joined()
    }
  }
}
