import ArmArchitecture
import Foundation
import MigrationCheck
import MigrationState
import TestSupport

/// Documents for tests: those of the fixtures, decoded as the tool decodes them.
enum Records {
  /// The host of `Tests/Resources/KVMEnforcement/hosts`, else of `samples/hosts`.
  static func host(_ name: String) throws -> HostDocument {
    let resource = Fixtures.root.appending(
      path: "Tests/Resources/KVMEnforcement/hosts/\(name).json.xz"
    )
    let sample = Fixtures.root.appending(path: "samples/hosts/\(name).json")
    let isResource = FileManager.default.fileExists(atPath: resource.path)
    guard case .host(let host) = try document(isResource ? resource : sample) else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return host
  }

  /// The snapshot `samples/snapshots/NAME.json`.
  static func snapshot(_ name: String) throws -> SnapshotDocument {
    let file = Fixtures.root.appending(path: "samples/snapshots/\(name).json")
    guard case .snapshot(let snapshot) = try document(file) else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return snapshot
  }

  /// Decodes a document.
  static func document(_ file: URL) throws -> Document {
    let json = try JSONDocument(parsing: Array(Fixtures.data(file)))
    var unknownKeys: [JSONPath] = []
    return try Document(json.cursor, unknownKeys: &unknownKeys)
  }

  /// The verdict on a snapshot that stands alone, or on a definition with it.
  static func verdict(
    _ snapshot: SnapshotDocument?,
    definition: VMDocument? = nil,
    from source: HostView?,
    to target: HostView,
    change: (inout CheckRequest) -> Void = { _ in }
  ) throws -> VerdictDocument {
    guard let guest = Guest(definition: definition, snapshot: snapshot),
      let moment = Timestamp("2026-11-26T12:00:00Z")
    else { throw CocoaError(.propertyListReadCorrupt) }
    var request = CheckRequest(
      guest: guest,
      source: source,
      target: target,
      checkedAt: moment,
      toolVersion: "test"
    )
    change(&request)
    var check = Check(request)
    return check.verdict()
  }
}
