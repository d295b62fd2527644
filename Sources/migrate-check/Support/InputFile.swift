import Foundation
import MigrationState

/// A file named on the command line; `-` is standard input.
struct InputFile {
  let path: String

  /// How messages name the file.
  var name: String { path == "-" ? "standard input" : path }

  /// The whole content.
  ///
  /// - Throws: `CommandError`: missing for a file that is not there or is a directory, io for one
  ///   that cannot be read, malformed for an empty or compressed one.
  func read() throws(CommandError) -> [UInt8] {
    let bytes = try readAll()
    guard !bytes.isEmpty else { throw CommandError(.malformed, "\(name): the file is empty") }
    if let compression = Compression.allCases.first(where: { bytes.starts(with: $0.magic) }) {
      throw CommandError(
        .malformed,
        "\(name): compressed with \(compression.rawValue); unpack it first: "
          + "\(compression.command) \(path)"
      )
    }
    return bytes
  }

  private func readAll() throws(CommandError) -> [UInt8] {
    let file = try open()
    do {
      return Array(try file.readToEnd() ?? Data())
    } catch {
      throw CommandError(.io, "\(name): \(error.localizedDescription)")
    }
  }

  /// The file, opened for reading.
  ///
  /// - Throws: `CommandError`: missing for a file that is not there or is a directory, io for one
  ///   that cannot be opened.
  func open() throws(CommandError) -> FileHandle {
    if path == "-" { return .standardInput }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw CommandError(.missing, "\(path): no such file")
    }
    guard !isDirectory.boolValue else {
      throw CommandError(.missing, "\(path): is a directory, a file is expected")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandError(.io, "\(path): cannot be opened for reading")
    }
    return file
  }

  /// The document in the file; unknown keys are warned about on standard error.
  ///
  /// - Throws: as ``read()``; malformed for what is not a document, naming path and reason.
  func document() throws(CommandError) -> Document {
    let bytes = try read()
    do {
      let json = try JSONDocument(parsing: bytes)
      var unknownKeys: [JSONPath] = []
      let document = try Document(json.cursor, unknownKeys: &unknownKeys)
      for path in unknownKeys { Terminal.diagnose("warning: \(name): \(path): unknown key") }
      return document
    } catch let error as JSONSyntaxError {
      throw CommandError(.malformed, "\(name): \(error)")
    } catch let error as DocumentError {
      throw CommandError(.malformed, "\(name): \(error)")
    } catch {
      throw CommandError(.fault, "\(name): \(error)")
    }
  }
}

/// Compressed formats, told by their first bytes.
private enum Compression: String, CaseIterable {
  case xz
  case gzip
  case zstd
  case bzip2

  var magic: [UInt8] {
    switch self {
    case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
    case .gzip: [0x1f, 0x8b]
    case .zstd: [0x28, 0xb5, 0x2f, 0xfd]
    case .bzip2: [0x42, 0x5a, 0x68]
    }
  }

  /// The command that unpacks and keeps the original.
  var command: String {
    switch self {
    case .xz: "xz -dk"
    case .gzip: "gunzip -k"
    case .zstd: "zstd -d"
    case .bzip2: "bunzip2 -k"
    }
  }
}
