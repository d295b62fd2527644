import ArgumentParser

/// The options of every command: what it tells about itself on standard error.
struct DiagnosticOptions: ParsableArguments {
  @Flag(
    name: .shortAndLong,
    help: "Tell which records are used; given twice, also what is opened and read."
  )
  var verbose: Int

  @Flag(name: .shortAndLong, help: "Tell errors only.")
  var quiet = false

  @Option(help: "How to write diagnostics: text or json.")
  var logFormat = Diagnostics.Format.text

  /// Diagnostics begin with the command line: from here on they are as it says.
  func validate() throws {
    guard !quiet || verbose == 0 else {
      throw ValidationError("--quiet and --verbose exclude each other")
    }
    let level: Diagnostics.Level =
      quiet ? .error : verbose == 0 ? .notice : verbose == 1 ? .info : .debug
    Diagnostics.configure(logFormat, from: level)
  }
}

extension Diagnostics.Format: WordArgument {}
