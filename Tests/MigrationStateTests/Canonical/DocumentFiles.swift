import Foundation
import MigrationState
import TestSupport

/// The documents of this checkout: `samples/` and those trimmed for tests, and all captures beside
/// the full measurements where those are at hand.
enum DocumentFiles {
  static let all: [URL] = {
    var folders = ["samples/hosts", "samples/vms", "samples/snapshots"]
      .map { Fixtures.root.appending(path: $0) }
    folders.append(Fixtures.root.appending(path: "Tests/Resources/MigrationState"))
    if let captures = Fixtures.measured?.deletingLastPathComponent().appending(path: "captures") {
      folders += [captures.appending(path: "hosts"), captures.appending(path: "snapshots")]
    }
    return folders.flatMap(documents)
  }()

  private static func documents(in folder: URL) -> [URL] {
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    return (files ?? []).filter {
      $0.pathExtension == "json" || $0.lastPathComponent.hasSuffix(".json.xz")
    }.sorted { $0.path < $1.path }
  }

  /// A file's name without its extensions, after that of its folder.
  static func name(_ file: URL) -> String {
    let folder = file.deletingLastPathComponent().lastPathComponent
    let name = file.lastPathComponent.replacing(".xz", with: "").replacing(".json", with: "")
    return folder + "-" + name
  }

  /// The bytes of a file and the document in them.
  static func read(_ file: URL) throws -> (bytes: [UInt8], document: Document) {
    let bytes = try Array(Fixtures.data(file))
    var unknown: [JSONPath] = []
    let cursor = try JSONDocument(parsing: bytes).cursor
    return (bytes, try Document(cursor, unknownKeys: &unknown))
  }
}
