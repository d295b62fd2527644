import Foundation
import MigrationState
import Synchronization

/// A bundle whose bytes are all there; one from a pipe is kept in a temporary file first.
struct BundleFile {
  private let name: String
  private let handle: FileHandle
  private let size: Int

  /// Opens a bundle.
  ///
  /// - Throws: `CommandError`: missing for a file that is not there, malformed for an empty one, io.
  init(_ input: InputFile) throws(CommandError) {
    name = input.name
    let opened = try input.open()
    do {
      handle = lseek(opened.fileDescriptor, 0, SEEK_CUR) < 0 ? try Self.spool(opened) : opened
      size = Int(try handle.seekToEnd())
      guard size > 0 else {
        throw CommandError(.malformed, "\(input.name): the file is empty")
      }
    } catch let error as CommandError {
      throw error
    } catch {
      throw CommandError(.io, "\(input.name): \(error.localizedDescription)")
    }
  }

  /// Checks that the file begins as a bundle, and that its first document is sound.
  ///
  /// - Throws: as ``reading(_:)``.
  func checkStart() throws(CommandError) {
    try reading { read in
      var bundle = BundleReader(from: read)
      _ = try bundle.nextRecord()
    }
  }

  /// Runs a body that reads the bundle from its start.
  ///
  /// - Parameter body: takes what returns the next bytes, at most as many as asked for.
  /// - Returns: what the body returns.
  /// - Throws: `CommandError`: malformed for a bundle that is not whole or too new, naming item and
  ///   offset; io. What the body throws otherwise, as a fault.
  func reading<Result>(
    _ body: (@escaping @Sendable (Int) throws -> [UInt8]) throws -> Result
  ) throws(CommandError) -> Result {
    try StoreFailure.translated {
      do {
        try handle.seek(toOffset: 0)
        let progress = Mutex((shown: Progress("MiB", of: size >> 20), bytes: 0))
        defer { progress.withLock { $0.shown.finish() } }
        return try body { [handle] most in
          let bytes = try Array(handle.read(upToCount: most) ?? Data())
          progress.withLock { progress in
            progress.bytes += bytes.count
            progress.shown.done(progress.bytes >> 20)
          }
          return bytes
        }
      } catch let error as BundleError {
        throw CommandError(.malformed, "\(name): \(error)")
      } catch let error as CocoaError {
        throw CommandError(.io, "\(name): \(error.localizedDescription)")
      }
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
