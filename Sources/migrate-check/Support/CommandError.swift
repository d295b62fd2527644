/// A failure that ends a command, with the exit code that scripts rely on.
struct CommandError: Error {
  /// The process's exit codes, besides the verdicts' own 0, 1 and 3.
  enum Code: Int32 {
    /// The command line is wrong (`EX_USAGE`).
    case usage = 64
    /// An input is malformed (`EX_DATAERR`).
    case malformed = 65
    /// No such file, VM, host or store (`EX_NOINPUT`).
    case missing = 66
    /// Not available on this machine (`EX_UNAVAILABLE`).
    case unavailable = 69
    /// A fault of the program (`EX_SOFTWARE`).
    case fault = 70
    /// The store or a file could not be read or written (`EX_IOERR`).
    case io = 74
    /// The store is busy; try again (`EX_TEMPFAIL`).
    case busy = 75
  }

  let code: Code
  /// One line, naming file, path and value where there are any.
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
