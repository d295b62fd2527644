import Foundation
import MigrationState

/// A bundle that can be read more than once; one from a pipe is kept in a temporary file.
struct BundleFile {
  private let name: String
  private let handle: FileHandle

  /// Opens a bundle.
  ///
  /// - Throws: `CommandError`: missing for a file that is not there, malformed for an empty one, io.
  init(_ input: InputFile) throws(CommandError) {
    name = input.name
    let opened = try input.open()
    do {
      handle = lseek(opened.fileDescriptor, 0, SEEK_CUR) < 0 ? try Self.spool(opened) : opened
      guard try handle.seekToEnd() > 0 else {
        throw CommandError(.malformed, "\(input.name): the file is empty")
      }
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.io, "\(input.name): \(error.localizedDescription)")
    }
  }

  /// Reads the whole bundle, checks that every document is there unaltered, and keeps nothing.
  ///
  /// - Throws: as ``reading(_:)``.
  func check() throws(CommandError) {
    try reading { bundle in
      while try bundle.nextRecord() != nil {}
    }
  }

  /// Runs a body that reads the bundle from its start.
  ///
  /// - Throws: `CommandError`: malformed for a bundle that is not whole or too new, naming item and
  ///   offset; io. What the body throws otherwise, as a fault.
  func reading<Result>(_ body: (inout BundleReader) throws -> Result) throws(CommandError) -> Result
  {
    do {
      try handle.seek(toOffset: 0)
      var bundle = BundleReader { try Array(handle.read(upToCount: $0) ?? Data()) }
      return try StoreFailure.translated {
        do {
          return try body(&bundle)
        } catch let error as BundleError {
          throw CommandError(.malformed, "\(name): \(error)")
        } catch let error as CocoaError {
          throw CommandError(.io, "\(name): \(error.localizedDescription)")
        }
      }
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.io, "\(name): \(error.localizedDescription)")
    }
  }

  /// A temporary file, already unlinked, with what a pipe brings.
  private static func spool(_ pipe: FileHandle) throws -> FileHandle {
    let path = FileManager.default.temporaryDirectory.path + "/migrate-check-XXXXXX"
    var template = Array(path.utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw CommandError(.io, "\(path): \(String(cString: strerror(errno)))")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    unlink(template)
    while let chunk = try pipe.read(upToCount: 1 << 20), !chunk.isEmpty {
      try file.write(contentsOf: chunk)
    }
    return file
  }
}
