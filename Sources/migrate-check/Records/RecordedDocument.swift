import Foundation
import MigrationState
import StateStore

/// What became of one document that was to be recorded, for people and for programs.
struct RecordedDocument {
  private let name: String
  private let outcome: RecordOutcome

  init(_ name: String, _ outcome: RecordOutcome) {
    self.name = name
    self.outcome = outcome
  }

  var json: JSONOutput {
    [
      "name": .string(name),
      "digest": .string(outcome.digest.description),
      "new": .bool(outcome.isNew),
      "inForce": .bool(outcome.isInForce),
    ]
  }

  /// One line.
  var line: String {
    let digest = outcome.digest.description.prefix(12)
    let what =
      outcome.isNew
      ? outcome.isInForce ? "recorded" : "recorded (a newer one stays in force)"
      : "unchanged"
    return "\(what)  \(name)  \(digest)\(outcome.definesVM ? "  defines the VM" : "")\n"
  }
}

extension Timestamp {
  /// The moment it is.
  static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}
