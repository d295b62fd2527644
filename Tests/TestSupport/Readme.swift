import Foundation
import Synchronization

/// The README, parts of which are generated: tests compare them, or record them when
/// `RECORD_SNAPSHOTS=1`.
public enum Readme {
  /// True when tests are to record what they would compare; a recording test fails.
  public static var isRecording: Bool {
    ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  }

  private static let file = Fixtures.root.appending(path: "README.md")
  /// Several tests may record at once.
  private static let lock = Mutex(())

  /// The text as it stands.
  ///
  /// - Throws: when it cannot be read.
  public static func text() throws -> String {
    try lock.withLock { _ in try String(contentsOf: file, encoding: .utf8) }
  }

  /// Changes the text, one recording test at a time.
  ///
  /// - Throws: when it cannot be read or written.
  public static func update(_ change: (inout String) -> Void) throws {
    try lock.withLock { _ in
      var text = try String(contentsOf: file, encoding: .utf8)
      change(&text)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  /// What stands between `<!-- NAME -->` and `<!-- /NAME -->`, line ends at both ends included; nil
  /// without the marks.
  public static func part(_ name: String, of text: String) -> Substring? {
    guard let start = text.range(of: "<!-- \(name) -->"),
      let end = text.range(of: "<!-- /\(name) -->", range: start.upperBound..<text.endIndex)
    else { return nil }
    return text[start.upperBound..<end.lowerBound]
  }
}
