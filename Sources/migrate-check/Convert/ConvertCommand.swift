import ArgumentParser
import MigrationCheck
import MigrationState

/// `convert`: any known format in, our document out.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Print a capture as a document; needs no store.",
    discussion: """
      Examples:
        migrate-check convert rack2-07.json
        migrate-check convert web-1.snapshot.json --as vm > web-1.json
      """
  )

  @Argument(help: "The file; - is standard input.")
  var file: String

  @Option(name: .customLong("as"), help: "The document wanted: host, vm or snapshot.")
  var kind: DocumentKind?

  @Option(help: "The profile of a host to convert; needed when it has several.")
  var profile: String?

  @OptionGroup var format: FormatOptions

  @Flag(name: .customLong("json"), help: "Print on one line.")
  var isCompact = false

  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func run() throws {
    let input = InputFile(path: file, format: format.format)
    let document = try convert(try input.document(), input.name)
    let writer = JSONWriter(isCompact ? .compact : .pretty)
    Terminal.write(writer.string(document.json) + "\n")
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

extension DocumentKind: ExpressibleByArgument {}
