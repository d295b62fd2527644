import ArgumentParser
import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport

/// `effective`: what a kernel makes of a VM's configuration and state.
struct Effective: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effective",
    abstract: "Show the RES0 and RES1 masks of a VM's registers and what they make of its state.",
    discussion: """
      Changed bits are named with the reason. --against compares the masks with those that a running \
      kernel shows in debugfs, the file resx of the VM; exit code 1 when they differ.

      A batch holds one request a line: {"id","kernel","vcpuFeatures","gic","hostRegisters",
      "idRegisters"}, or with "host" instead of kernel and hostRegisters, and optionally "want", any
      of masks, fgu and undefined. It is answered line by line; exit code 65 when a line could not be
      answered.

      Examples:
        migrate-check effective web-1 --on rack2-07
        migrate-check effective web-1 --on rack2-07 --register HCRX_EL2 --json
        migrate-check effective web-1 --on rack2-07 --against resx
        migrate-check effective --batch requests.jsonl --hosts samples/hosts
      """
  )

  @Argument(help: "The VM, or @FILE with a VM definition or a snapshot.")
  var vm: String?

  @Option(help: "The host, or @FILE.")
  var on: String?

  @Option(help: "Show one register, with every bit that is forced and why.")
  var register: String?

  @Option(help: "Compare the masks with a kernel's own: FILE is debugfs text, - standard input.")
  var against: String?

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
    guard register == nil || against == nil else {
      throw ValidationError("--register and --against cannot be given together")
    }
    if let register, RegisterID(register)?.encoding == nil {
      throw ValidationError("`\(register)` is not a system register")
    }
  }

  func run() throws {
    if let batch { return try answer(batch) }
    guard let vm, let on else { return }
    let (guest, configuration) = try ConfiguredGuest.find(vm, on: on, RecordResolver(store))
    if let against { return try compare(configuration, InputFile(path: against)) }
    let report = EffectiveReport(
      guest,
      configuration,
      register: register.flatMap { RegisterID($0)?.encoding }
    )
    output.print(report.json) { EffectiveView(report).text }
  }

  private func compare(_ configuration: EffectiveConfiguration, _ input: InputFile) throws {
    let shown: SanitisedMasks
    let bytes = try input.bytes()
    do throws(ImportError) {
      shown = try SanitisedMasks(parsing: bytes)
    } catch {
      throw CommandError(.malformed, "\(input.name): \(error)")
    }
    let comparison = MaskComparison(configuration.plan, shown: shown.masks)
    output.print(comparison.json) { MaskComparisonView(comparison, file: input.name).text }
    if !comparison.differences.isEmpty { throw ExitCode(1) }
  }

  private func answer(_ batch: String) throws {
    let source = BatchHosts(folder: hosts, store: store)
    let effective = EffectiveBatch { try source.host($0) }
    let hasErrors = try BatchRunner(input: InputFile(path: batch)).run { effective.answer($0) }
    if hasErrors { throw ExitCode(CommandError.Code.malformed.rawValue) }
  }
}
