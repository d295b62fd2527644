import Foundation

/// A folder that is removed when the value goes away.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes a new, empty folder.
  ///
  /// - Throws: when it cannot be created.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "migrate-check-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// A file in the folder.
  public func file(_ name: String) -> URL { url.appending(path: name) }
}
