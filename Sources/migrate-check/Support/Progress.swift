import Foundation

/// Tells on a terminal how far a long command is: on standard error, from its first second on, at most
/// ten times a second.
struct Progress {
  private let label: String
  private let total: Int
  private let isShown: Bool
  private let began = ContinuousClock.now
  private var shown: ContinuousClock.Instant?

  /// Begins.
  ///
  /// - Parameters:
  ///   - label: what is counted, "files" say.
  ///   - total: how many there are.
  init(_ label: String, of total: Int) {
    self.label = label
    self.total = total
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Tells that so many are done.
  mutating func done(_ count: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - began > .seconds(1) else { return }
    if let shown, now - shown < .milliseconds(100) { return }
    shown = now
    write("\r\(count) of \(total) \(label)")
  }

  /// Clears the line.
  func finish() {
    if shown != nil { write("\r\u{1b}[K") }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
