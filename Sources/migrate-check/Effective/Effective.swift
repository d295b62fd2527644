import ArgumentParser
import MigrationCheck
import MigrationState

/// `effective`: what a kernel makes of a VM's configuration.
struct Effective: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the RES0 and RES1 masks of a VM's registers and what they make of its state.",
    discussion: """
      A batch holds one request a line: {"id","kernel","vcpuFeatures","gic","hostRegisters",
      "idRegisters"}, or with "host" instead of kernel and hostRegisters, and optionally "want", any
      of masks, fgu and undefined. It is answered line by line; exit code 65 when a line could not be
      answered.

      Examples:
        migrate-check effective --batch requests.jsonl --hosts samples/hosts
      """
  )

  @Option(help: "Answer the requests in FILE, one JSON object a line; - is standard input.")
  var batch: String

  @Option(help: "Take the hosts of a batch from DIR/NAME.json instead of the store.")
  var hosts: String?

  @OptionGroup var store: StoreOptions

  func run() throws {
    let source = BatchHosts(folder: hosts, store: store)
    let effective = EffectiveBatch { try source.host($0) }
    let hasErrors = try BatchRunner(input: InputFile(path: batch)).run { effective.answer($0) }
    if hasErrors { throw ExitCode(CommandError.Code.malformed.rawValue) }
  }
}
