import Foundation
import MigrationCheck
import MigrationState

/// The documents of `samples/` that benchmarks work on.
enum Samples {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "samples")

  /// The bytes of a sample, `hosts/max-linux-7.3.4` say.
  static func bytes(_ name: String) -> [UInt8] {
    guard let data = try? Data(contentsOf: folder.appending(path: name + ".json")) else {
      preconditionFailure("no sample \(name)")
    }
    return Array(data)
  }

  /// A sample, decoded.
  static func document(_ name: String) -> Document {
    var unknownKeys: [JSONPath] = []
    guard let json = try? JSONDocument(parsing: bytes(name)),
      let document = try? Document(json.cursor, unknownKeys: &unknownKeys)
    else { preconditionFailure("\(name) is not a document") }
    return document
  }

  /// A host among the samples.
  static func host(_ name: String) -> HostView {
    guard case .host(let host) = document("hosts/" + name) else {
      preconditionFailure("\(name) is not a host")
    }
    return HostView(host)
  }

  /// A snapshot among the samples.
  static func snapshot(_ name: String) -> SnapshotDocument {
    guard case .snapshot(let snapshot) = document("snapshots/" + name) else {
      preconditionFailure("\(name) is not a snapshot")
    }
    return snapshot
  }
}
