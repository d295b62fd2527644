import ArgumentParser
import MigrationState

/// How data is printed.
enum OutputFormat: String, WordArgument {
  /// For people: columns, and colour on a terminal.
  case table
  /// For programs: JSON, one value.
  case json
}

/// The options of every command that prints data.
struct OutputOptions: ParsableArguments {
  @Option(name: [.customShort("o"), .long], help: "How to print: table or json.")
  var output: OutputFormat = .table

  @Flag(name: .customLong("json"), help: "The same as --output json.")
  var isJSON = false

  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  /// The format asked for.
  var format: OutputFormat { isJSON ? .json : output }

  /// Prints data in the format asked for; the one place where formats are told apart.
  func print(_ json: JSONOutput, table: () -> String) {
    switch format {
    case .table: Terminal.write(table())
    case .json: Terminal.write(JSONWriter().string(json) + "\n")
    }
  }
}
