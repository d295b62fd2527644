import ArgumentParser
import MigrationCheck
import MigrationState

/// `baseline`: the report, or the configuration in the form that a VMM takes.
struct BaselineShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the baseline, what it costs, and what stands against it.",
    discussion: """
      Exit codes: 0 the pool has a baseline, 1 it has none.

      Examples:
        migrate-check baseline --hosts 'rack2-*' --profile all
        migrate-check baseline --hosts rack1-01,rack2-07 --as set-list
        migrate-check baseline --hosts rack1-01,rack2-07 --diff web-1
      """
  )

  /// What to print.
  enum Form: String, WordArgument {
    /// Everything, for people; with `--json` for programs.
    case report
    /// A VM definition.
    case vm
    /// The registers to write, in order.
    case setList = "set-list"
    /// A custom CPU template of Firecracker.
    case firecracker
  }

  @OptionGroup var options: BaselineOptions

  @Option(name: .customLong("as"), help: "What to print: report, vm, set-list or firecracker.")
  var form: Form = .report

  @Option(help: "The name of the VM definition.")
  var name = "baseline"

  @Option(help: "Show what differs from this VM, a name or @FILE.")
  var diff: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let reason = DocumentName.refusal(name) { throw ValidationError("--name: \(reason)") }
  }

  func run() throws {
    let records = RecordResolver(store)
    let guest = try diff.map { try records.guest($0).guest }
    let request = try options.request(records, like: guest)
    let report = BaselineReport(request)
    let view = BaselineView(report, name: name, comparedWith: guest)
    switch form {
    case .report: output.print(view.json) { view.text }
    case .vm, .setList, .firecracker:
      guard var vm = report.definition else {
        Terminal.diagnose(view.text)
        throw ExitCode(1)
      }
      vm.name = name
      switch form {
      case .vm: output.print(vm.json) { JSONWriter(.pretty).string(vm.json) + "\n" }
      case .firecracker:
        let template = view.template(features: vm.vcpuFeatures)
        output.print(template) { JSONWriter(.pretty).string(template) + "\n" }
      case .setList, .report: output.print(view.settings) { view.settingsTable }
      }
    }
    if report.definition == nil || !report.excluded.isEmpty { throw ExitCode(1) }
  }
}
