import Foundation
import Logging
import MigrationState

/// Writes diagnostics to standard error, one line each.
struct DiagnosticHandler: LogHandler {
  let format: Diagnostics.Format
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  init(format: Diagnostics.Format) {
    self.format = format
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let message = "\(event.message)"
    let line: String
    switch format {
    case .text:
      let label = event.level == .warning ? "warning: " : ""
      line = "migrate-check: \(label)\(message)\n"
    case .json:
      let json: JSONOutput = [
        "level": .string(event.level.rawValue), "message": .string(message),
      ]
      line = JSONWriter().string(json) + "\n"
    }
    FileHandle.standardError.write(Data(line.utf8))
  }
}
