import ArgumentParser
import MigrationCheck
import MigrationState

/// `admit`: ID-register admission.
struct Admit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "admit",
    abstract: "Tell whether KVM on a host accepts a VM's ID registers, field by field.",
    discussion: """
      A batch holds one request a line, {"id","host","profile" or "vcpuFeatures"+"gic","register",
      "value"}, and is answered line by line; exit code 65 when a line could not be answered.

      Examples:
        migrate-check admit web-1 --on rack2-07
        migrate-check admit --batch requests.jsonl --hosts samples/hosts
      """
  )

  @Argument(help: "The VM, or @FILE with a VM definition or a snapshot.")
  var vm: String?

  @Option(help: "The host, or @FILE.")
  var on: String?

  @Option(help: "Answer the requests in FILE, one JSON object a line; - is standard input.")
  var batch: String?

  @Option(help: "Take the hosts of a batch from DIR/NAME.json instead of the store.")
  var hosts: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (vm != nil && on != nil) != (batch != nil) else {
      throw ValidationError("either a VM and --on HOST, or --batch FILE is expected")
    }
  }

  func run() throws {
    if let batch { return try answer(batch) }
    guard let vm, let on else { return }
    let records = RecordResolver(store)
    let host = try records.host(on)
    let guest = try records.guest(vm).guest
    let report = AdmissionReport(guest, on: host)
    output.print(report.json) { AdmissionView(report).text }
    if !report.isAccepted { throw ExitCode(1) }
  }

  private func answer(_ batch: String) throws {
    let source = BatchHosts(folder: hosts, store: store)
    var admit = AdmitBatch { try source.host($0) }
    let hasErrors = try BatchRunner(input: InputFile(path: batch)).run { admit.answer($0) }
    if hasErrors { throw ExitCode(CommandError.Code.malformed.rawValue) }
  }
}
