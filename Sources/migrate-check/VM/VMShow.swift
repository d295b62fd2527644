import ArgumentParser
import KVMEnforcement
import MigrationCheck
import MigrationState

/// `vm show`: one VM.
struct VMShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a VM: its definition and its newest snapshot.",
    discussion: """
      Examples:
        migrate-check vm show web-1
        migrate-check vm show web-1 --registers
        migrate-check vm show web-1 --as firecracker-template --on rack2-07 > template.json
        migrate-check vm show web-1 --as idregs
      """
  )

  @Argument(help: "The VM, or @FILE.")
  var vm: String

  @Flag(help: "Show the captured registers of every vCPU.")
  var registers = false

  @Option(
    name: .customLong("as"),
    help: "Print the ID registers in another format: firecracker-template or idregs."
  )
  var format: VMExport.Format?

  @Option(help: "The host, a name or @FILE, that a template is for.")
  var on: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if on != nil, format != .firecrackerTemplate {
      throw ValidationError("--on goes with --as firecracker-template")
    }
  }

  func run() throws {
    let records = RecordResolver(store)
    let recorded = try records.guest(vm)
    if let format {
      let export = VMExport(
        try recorded.guest.exported(),
        host: try on.map { try records.host($0) }
      )
      Terminal.write(try export.text(format))
      return
    }
    output.print(json(recorded)) { text(recorded) }
  }

  private func json(_ recorded: RecordedGuest) -> JSONOutput {
    var members: [JSONOutput.Member] = [.init("name", .string(recorded.guest.name))]
    if let host = recorded.placement { members.append(.init("host", .string(host))) }
    if let definition = recorded.guest.definition {
      members.append(.init("definition", definition.json))
    }
    if var snapshot = recorded.guest.snapshot {
      if !registers { snapshot.vcpus = [] }
      members.append(.init("snapshot", snapshot.json))
    }
    return .object(members)
  }

  private func text(_ recorded: RecordedGuest) -> String {
    let guest = recorded.guest
    var facts = TextTable()
    facts.add("Name", guest.name)
    facts.add("Host", recorded.placement ?? "-")
    facts.add(
      "vCPU features",
      VCPUFeature.allCases.filter(guest.features.contains).map(\.rawValue).joined(separator: " ")
    )
    facts.add("GIC", guest.gic?.rawValue ?? "unknown")
    facts.add("MTE", guest.mte ? "yes" : "no")
    if let definition = guest.definition {
      facts.add("vCPUs", String(definition.vcpuCount))
      facts.add("Definition", String(definition.digest.description.prefix(12)))
    }
    if let snapshot = guest.snapshot {
      facts.add(
        "Snapshot",
        "\(snapshot.digest.description.prefix(12)) of \(snapshot.capturedAt), "
          + "\(snapshot.vcpus.count) vCPU(s), \(snapshot.source.format)"
      )
    }
    var text = facts.render()
    let idRegisters = guest.snapshot?.vcpus.first?.registers ?? guest.definition?.idRegisters
    if !registers, let idRegisters {
      var table = TextTable("ID REGISTER", "VALUE")
      for (id, value) in idRegisters where id.encoding.map(AdmissionPlan.covers) ?? false {
        table.add(id.description, value.hexadecimal(width: id.width))
      }
      text += "\n" + table.render()
    }
    for vcpu in guest.snapshot?.vcpus ?? [] where registers {
      var table = TextTable("VCPU \(vcpu.index)", "VALUE")
      for (id, value) in vcpu.registers {
        table.add(id.label, value.hexadecimal(width: id.width))
      }
      text += "\n" + table.render()
    }
    return text
  }
}
