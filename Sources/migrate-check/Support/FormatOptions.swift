import ArgumentParser
import StateImport

/// `--format`.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The format of the file; told by its content otherwise.",
      discussion: ForeignFormat.allCases.map(\.rawValue).joined(separator: ", "),
      valueName: "format"
    )
  )
  var format: ForeignFormat?
}

extension ForeignFormat: WordArgument {}
