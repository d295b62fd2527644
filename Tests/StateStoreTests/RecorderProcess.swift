import Foundation
import TestSupport

/// One run of `store-recorder`, a process that records hosts and snapshots.
struct RecorderProcess {
  private let process = Process()
  private let output: URL

  /// Starts a process that records `count` hosts and snapshots.
  init(
    store: String,
    label: String,
    count: Int,
    timeout: Duration,
    in folder: TemporaryFolder
  ) throws {
    output = folder.url.appending(path: "output-\(label)")
    try Data().write(to: output)
    process.executableURL = URL(filePath: ProcessInfo.processInfo.arguments[0])
      .resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "store-recorder")
    process.arguments =
      [store, label, "\(count)", "\(timeout.components.seconds * 1000)"]
      + (try Self.inputs(in: folder))
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
  }

  /// The captures that it records variants of, unpacked.
  private static func inputs(in folder: TemporaryFolder) throws -> [String] {
    try ["neoverse-v1-linux-7.3.4", "max-linux-7.3.4.plain.snapshot"].map { name in
      let file = folder.path(name + ".json")
      if !FileManager.default.fileExists(atPath: file) {
        // Whole or not at all: several processes may start at once.
        try Data(Captures.bytes(name)).write(to: URL(filePath: file), options: .atomic)
      }
      return file
    }
  }

  /// Waits for it to end.
  func wait() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Waits until it recorded something, or ended.
  func waitForRecord() throws {
    while process.isRunning, try recorded("host").isEmpty { Thread.sleep(forTimeInterval: 0.002) }
  }

  /// Ends it where it is.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The names it said it had recorded, after `host ` or `vm `.
  func recorded(_ kind: String) throws -> [String] {
    let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    // What follows the last line feed was cut off.
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .filter { $0.hasPrefix(kind + " ") }.map { String($0.dropFirst(kind.count + 1)) }
  }
}
