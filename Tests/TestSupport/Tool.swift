import Foundation

/// The built `migrate-check`, run as an operator runs it.
public enum Tool {
  /// What a run left behind.
  public struct Result: Sendable {
    /// The exit code.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let diagnostics: String

    /// The lines of standard error.
    public var diagnosticLines: [String] { diagnostics.split(separator: "\n").map(String.init) }
  }

  /// The binary: `MIGRATE_CHECK_BINARY`, else the one built beside the tests.
  public static let binary: URL = {
    if let path = ProcessInfo.processInfo.environment["MIGRATE_CHECK_BINARY"] {
      return URL(filePath: path)
    }
    return URL(filePath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "migrate-check")
  }()

  /// Runs the tool in the root of the checkout and waits for it.
  ///
  /// - Parameters:
  ///   - arguments: the command line, without the program's name.
  ///   - store: the store, through `MIGRATE_CHECK_STORE`; nil leaves the variable unset.
  ///   - input: what standard input holds.
  ///   - environment: further variables.
  /// - Returns: exit code, standard output and standard error.
  /// - Throws: when the binary cannot be started.
  public static func run(
    _ arguments: [String],
    store: URL? = nil,
    input: Data = Data(),
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    process.currentDirectoryURL = Fixtures.root
    var variables = ProcessInfo.processInfo.environment
    variables["MIGRATE_CHECK_STORE"] = store?.path
    variables["XDG_DATA_HOME"] = store == nil ? "/nonexistent" : nil
    variables.merge(environment) { $1 }
    process.environment = variables
    let folder = try TemporaryFolder()
    let files = ["in", "out", "err"].map { folder.url.appending(path: $0) }
    try input.write(to: files[0])
    for file in files.dropFirst() { try Data().write(to: file) }
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      diagnostics: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
    )
  }
}
