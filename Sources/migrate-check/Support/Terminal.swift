import Foundation

/// Where output goes, and what it may look like there.
enum Terminal {
  /// True when standard output is a terminal and colour is welcome (`NO_COLOR` is not set).
  static let hasColour =
    isatty(STDOUT_FILENO) == 1
    && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// The colours used; each is one ANSI SGR code.
  enum Colour: Int {
    case red = 31
    case green = 32
    case yellow = 33
    case cyan = 36
  }

  /// The text in a colour, bold, when colour is welcome.
  static func paint(_ text: String, _ colour: Colour) -> String {
    hasColour ? "\u{1b}[1;\(colour.rawValue)m\(text)\u{1b}[0m" : text
  }

  /// Writes to standard output.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes a diagnostic line to standard error, unless it is to be quiet.
  static func diagnose(_ text: String) {
    Diagnostics.notice(text)
  }
}
