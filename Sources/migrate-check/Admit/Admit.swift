import ArgumentParser
import MigrationCheck
import MigrationState

/// `admit`: ID-register admission.
struct Admit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell whether KVM on a host accepts ID-register values, field by field.",
    discussion: """
      Examples:
        migrate-check admit web-1 --on rack2-07
        migrate-check admit --batch requests.jsonl --hosts hosts/
      """
  )

  @Option(help: "Answer the requests in FILE, one JSON object a line; - is standard input.")
  var batch: String?

  @Option(help: "Take host records from DIR/NAME.json instead of the store.")
  var hosts: String?

  func run() throws {
    let folder = HostsFolder(path: hosts ?? ".")
    var admit = AdmitBatch { try folder.host($0) }
    let hasErrors = try BatchRunner(input: InputFile(path: batch ?? "-")).run { admit.answer($0) }
    if hasErrors { throw ExitCode(CommandError.Code.malformed.rawValue) }
  }
}
