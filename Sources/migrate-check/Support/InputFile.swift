import Foundation
import MigrationState
import StateImport

/// A file named on the command line; `-` is standard input.
struct InputFile {
  let path: String
  /// The format that the user says the file has; nil to tell it by the content.
  var format: ForeignFormat?

  /// How messages name the file.
  var name: String { path == "-" ? "standard input" : path }

  /// The file, opened for reading.
  ///
  /// - Throws: `CommandError`: missing for a file that is not there or is a directory, io for one
  ///   that cannot be opened, usage for standard input that was read before.
  func open() throws(CommandError) -> FileHandle {
    if path == "-" { return try StandardInput.take() }
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

  /// The whole content of a small text.
  ///
  /// - Throws: `CommandError`: as ``open()``; io for one that cannot be read or is too large.
  func bytes() throws(CommandError) -> [UInt8] {
    let file = try open()
    defer { try? file.close() }
    do throws(ImportError) {
      return try ByteCursor(FileByteSource(descriptor: file.fileDescriptor))
        .rest(limit: StateImporter.textLimit)
    } catch {
      throw CommandError(.io, "\(name): \(error)")
    }
  }

  /// What a file holds.
  enum Content {
    case document(Document)
    /// QEMU's reasons for refusing a migration.
    case messages(QEMUMessageLog)
  }

  /// The document in the file.
  ///
  /// - Throws: `CommandError` as ``content()``; malformed for a file that holds none.
  func document() throws(CommandError) -> Document {
    switch try content() {
    case .document(let document): return document
    case .messages:
      throw CommandError(
        .malformed,
        "\(name): holds messages of QEMU, not a document; convert prints what they say"
      )
    }
  }

  /// The document in the file, ours or of any known format.
  ///
  /// Unknown keys of a document of ours are warned about on standard error. A foreign file is named
  /// after the file, and was captured when it was written.
  ///
  /// - Throws: `CommandError`: as ``open()``; io for one that cannot be read; malformed for an empty
  ///   or a compressed file and for what no reader can read, with the place and the reason.
  func content() throws(CommandError) -> Content {
    Diagnostics.debug("reading \(name)")
    let file = try open()
    let cursor = ByteCursor(FileByteSource(descriptor: file.fileDescriptor))
    defer { try? file.close() }
    do throws(ImportError) {
      let head = try cursor.peek(ForeignFormat.headSize)
      if head.isEmpty { throw .unusable("the file is empty") }
      if let compression = Compression.told(by: head) {
        throw .unusable(
          "compressed with \(compression.rawValue); unpack it first: \(compression.command) \(path)"
        )
      }
      if let format = format ?? ForeignFormat.recognised(in: head) {
        var importer = StateImporter(context)
        let content = try importer.content(format, from: cursor)
        for warning in importer.warnings { Terminal.diagnose("warning: \(name): \(warning)") }
        switch content {
        case .document(let document): return .document(document)
        case .messages(let log): return .messages(log)
        }
      }
      if let (place, byte) = ForeignFormat.garbage(in: head) {
        throw .malformed(
          offset: place,
          expected: "a document, or a file of a format that --format names",
          found: byte
        )
      }
      return .document(try document(try cursor.rest(limit: StateImporter.textLimit)))
    } catch {
      if case .unreadable(let reason) = error { throw CommandError(.io, "\(name): \(reason)") }
      throw CommandError(.malformed, "\(name): \(error)")
    }
  }

  /// Decodes a document of ours.
  private func document(_ bytes: [UInt8]) throws(ImportError) -> Document {
    do {
      let json = try JSONDocument(parsing: bytes)
      var unknownKeys: [JSONPath] = []
      let document = try Document(json.cursor, unknownKeys: &unknownKeys)
      for path in unknownKeys { Diagnostics.warning("\(name): \(path): unknown key") }
      return document
    } catch {
      throw .unusable("\(error)")
    }
  }

  /// What a foreign file does not say: a name, which is the file's, and its time.
  private var context: ImportContext {
    let stem = URL(filePath: path).deletingPathExtension().lastPathComponent
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    let written = attributes?[.modificationDate] as? Date
    return ImportContext(
      name: path == "-" || DocumentName.refusal(stem) != nil ? "imported" : stem,
      capturedAt: written.map { Timestamp(seconds: Int64($0.timeIntervalSince1970)) } ?? .now
    )
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

  /// The compression that the first bytes of a file tell.
  static func told(by bytes: [UInt8]) -> Compression? {
    allCases.first { bytes.starts(with: $0.magic) }
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
