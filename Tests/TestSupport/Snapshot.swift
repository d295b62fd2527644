import Foundation
import Testing

/// Texts that users see, kept in files: tests compare them, or record them when
/// `RECORD_SNAPSHOTS=1`.
public enum Snapshot {
  /// Compares a text with `Tests/Resources/NAME`, or records it there and fails.
  ///
  /// - Throws: when the file cannot be read or written.
  public static func check(
    _ text: String,
    _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = Fixtures.root.appending(path: "Tests/Resources/\(name)")
    if Readme.isRecording {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record(
        "recorded \(name); run again without RECORD_SNAPSHOTS",
        sourceLocation: sourceLocation
      )
      return
    }
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    #expect(
      text == recorded,
      "\(name): record with RECORD_SNAPSHOTS=1",
      sourceLocation: sourceLocation
    )
  }
}
