import Logging
import Synchronization

/// What the program tells about itself: errors, warnings and, when asked for, what it uses.
///
/// All of it goes to standard error; data never does.
enum Diagnostics {
  /// How a diagnostic is written.
  enum Format: String, CaseIterable {
    /// `migrate-check: warning: …`.
    case text
    /// A JSON object a line: `{"level":"warning","message":"…"}`.
    case json
  }

  /// How much a diagnostic weighs.
  typealias Level = Logger.Level

  private static let current = Mutex(logger(.text, .notice))

  /// Sets what is written, and how; until then everything from notices on, as text.
  static func configure(_ format: Format, from level: Logger.Level) {
    current.withLock { $0 = logger(format, level) }
  }

  private static func logger(_ format: Format, _ level: Logger.Level) -> Logger {
    var logger = Logger(label: "migrate-check") { _ in DiagnosticHandler(format: format) }
    logger.logLevel = level
    return logger
  }

  private static func log(_ level: Logger.Level, _ message: () -> String) {
    let logger = current.withLock { $0 }
    guard logger.logLevel <= level else { return }
    logger.log(level: level, "\(message())")
  }

  /// What ends the command.
  static func error(_ message: String) { log(.error) { message } }

  /// What the operator should mend, though the command goes on.
  static func warning(_ message: String) { log(.warning) { message } }

  /// What a person running the command wants to know beside its data.
  static func notice(_ message: String) { log(.notice) { message } }

  /// Which records are used, with `--verbose`.
  static func info(_ message: @autoclosure () -> String) { log(.info, message) }

  /// What is opened and read, with `--verbose` twice.
  static func debug(_ message: @autoclosure () -> String) { log(.debug, message) }
}
