import ArgumentParser
import KVMEnforcement
import MigrationCheck
import MigrationState
import StateImport

/// `convert`: any known format in, our document out.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Print a capture as a document; needs no store.",
    discussion: """
      Examples:
        migrate-check convert rack2-07.json
        migrate-check convert web-1.snapshot.json --as vm > web-1.json
        migrate-check convert web-1.qemu-stream --json > web-1.snapshot.json
        migrate-check convert template.json --on @rack2-07.json > web-1.json
        migrate-check convert qemu.log
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Option(name: .customLong("as"), help: "The document wanted: host, vm or snapshot.")
  var kind: DocumentKind?

  @Option(help: "The profile of a host to convert; needed when it has several.")
  var profile: String?

  @Option(help: "The host, a name or @FILE, whose registers a CPU template changes.")
  var on: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var format: FormatOptions

  @Flag(name: .customLong("json"), help: "Print on one line.")
  var isCompact = false

  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let input = InputFile(path: file, format: format.format)
    let writer = JSONWriter(isCompact ? .compact : .pretty)
    switch try input.content() {
    case .document(let document):
      let document = try convert(try completed(document), input.name)
      Terminal.write(writer.string(document.json) + "\n")
    case .messages(let log):
      guard kind == nil else {
        throw CommandError(.malformed, "\(input.name): messages of QEMU are no document")
      }
      let findings = log.messages.flatMap { ReportedRefusal($0).findings }
      Terminal.write(writer.string(.array(findings.map(\.json))) + "\n")
    }
  }

  /// A VM from a CPU template with the registers that the template leaves to the host.
  private func completed(_ document: Document) throws(CommandError) -> Document {
    guard let on else { return document }
    guard case .vm(var vm) = document, let template = FirecrackerTemplate(vm) else {
      throw CommandError(.usage, "--on goes with a CPU template")
    }
    let host = try RecordResolver(store).host(on)
    vm.idRegisters = template.applied(to: try host.idRegisters(of: vm))
    vm.createdOn = host.name
    return .vm(vm)
  }

  private func convert(_ document: Document, _ name: String) throws(CommandError) -> Document {
    guard let kind, document.kind != kind else { return document }
    do throws(ConversionError) {
      return try document.converted(to: kind, profile: profile)
    } catch {
      throw CommandError(.malformed, "\(name): \(error.reason)")
    }
  }
}

extension DocumentKind: ExpressibleByArgument {
  private static let prefix = "migrate-check/"

  /// Reads `host`, `vm` or `snapshot`.
  public init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    self.init(rawValue: Self.prefix + argument)
  }

  /// What a document can be converted to.
  public static var allValueStrings: [String] { ["host", "vm", "snapshot"] }
}

extension ReportedRefusal {
  /// What QEMU said.
  init(_ message: QEMUMessageLog.Message) {
    switch message {
    case .refused(let register, let value, let target):
      self.init(register, .value(value, target: target))
    case .missing(let register): self.init(register, .missing(isTolerated: false))
    case .missingTolerated(let register): self.init(register, .missing(isTolerated: true))
    }
  }
}
