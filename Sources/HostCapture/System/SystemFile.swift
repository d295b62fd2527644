import Foundation

/// Files of the kernel, read with the error number that says why they cannot be.
enum SystemFile {
  /// The content of a file.
  ///
  /// - Throws: `SystemFailure` when it cannot be opened or read.
  static func read(_ path: String) throws(SystemFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemFailure(path, errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemFailure(path, errno) }
      guard count > 0 else { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  /// The names in a folder, sorted, without `.` and `..`.
  ///
  /// - Throws: `SystemFailure` when it cannot be opened.
  static func list(_ folder: String) throws(SystemFailure) -> [String] {
    guard let stream = opendir(folder) else { throw SystemFailure(folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}

/// Why a file of the kernel could not be read.
struct SystemFailure: Error, Hashable {
  /// The file or folder.
  let path: String
  /// The error number, positive.
  let errno: Int32

  init(_ path: String, _ errno: Int32) {
    self.path = path
    self.errno = errno
  }
}
