import Foundation

/// Files that tests read: `samples/` and `Tests/Resources/`, from this checkout alone.
public enum Fixtures {
  /// The root of the checkout.
  public static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of full measurements that `MIGRATE_CHECK_MEASURED` names; nil when it is not set.
  ///
  /// Tests over it are opt-in: the checkout holds a fair sample of each measurement.
  public static var measured: URL? {
    ProcessInfo.processInfo.environment["MIGRATE_CHECK_MEASURED"].map { URL(filePath: $0) }
  }

  /// The bytes of a file; `.xz` files are unpacked with the system's `xz`.
  ///
  /// - Throws: when the file cannot be read or unpacked.
  public static func data(_ file: URL) throws -> Data {
    guard file.pathExtension == "xz" else { return try Data(contentsOf: file) }
    let unpack = Process()
    unpack.executableURL = URL(filePath: "/usr/bin/env")
    unpack.arguments = ["xz", "-dc", file.path]
    let pipe = Pipe()
    unpack.standardOutput = pipe
    try unpack.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    unpack.waitUntilExit()
    guard unpack.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return data
  }

  /// The bytes of a file named relative to the root of the checkout.
  ///
  /// - Throws: as ``data(_:)-(URL)``.
  public static func data(_ path: String) throws -> Data {
    try data(root.appending(path: path))
  }

  /// The objects of a JSON Lines file.
  ///
  /// - Throws: when the file cannot be read, unpacked or parsed.
  public static func jsonLines(_ file: URL) throws -> [[String: Any]] {
    try data(file).split(separator: UInt8(ascii: "\n")).map { line in
      guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        throw CocoaError(.propertyListReadCorrupt)
      }
      return object
    }
  }

  /// The object of a JSON file.
  ///
  /// - Throws: when the file cannot be read, unpacked or parsed.
  public static func json(_ file: URL) throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: data(file)) as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    return object
  }

  /// A number spelt `"0x…"`; nil for anything else.
  public static func hex(_ value: Any?) -> UInt64? {
    (value as? String).flatMap { UInt64($0.dropFirst(2), radix: 16) }
  }
}
