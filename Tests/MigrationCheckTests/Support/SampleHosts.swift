import Foundation
import MigrationCheck
import MigrationState
import TestSupport

/// The hosts of `samples/hosts`.
enum SampleHosts {
  /// Every host, by name.
  static let all: [String: HostView] = {
    let folder = Fixtures.root.appending(path: "samples/hosts")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.reduce(into: [:]) { hosts, file in
      if case .host(let host) = try? document("samples/hosts/\(file)") {
        hosts[host.name] = HostView(host)
      }
    }
  }()

  /// Hosts by name, in the order given.
  static func named(_ names: String...) -> [HostView] { names.compactMap { all[$0] } }

  /// The document in a file named relative to the root of the checkout.
  static func document(_ path: String) throws -> Document {
    var unknownKeys: [JSONPath] = []
    return try Document(
      JSONDocument(parsing: Array(Fixtures.data(path))).cursor,
      unknownKeys: &unknownKeys
    )
  }
}
