import Foundation

/// The bytes of an open file; a regular file is stepped over by seeking.
public struct FileByteSource: ByteSource {
  private let descriptor: Int32
  /// The size of a regular file; nil for a pipe and everything else that cannot seek.
  private let size: Int?

  /// Reads an open file from where it stands.
  ///
  /// - Parameter descriptor: the file's descriptor, which the caller closes.
  public init(descriptor: Int32) {
    self.descriptor = descriptor
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isRegular ? Int(status.st_size) : nil
  }

  /// Reads what the kernel has, at least one byte.
  ///
  /// - Throws: ``ImportError`` with the system's reason.
  public mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(ImportError) -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(String(cString: strerror(errno))) }
    }
  }

  /// Seeks, at most to the end of the file.
  public mutating func skip(_ count: Int) -> Int {
    guard let size, count > 0 else { return 0 }
    let place = lseek(descriptor, 0, SEEK_CUR)
    guard place >= 0, place < size else { return 0 }
    let step = min(count, size - Int(place))
    return lseek(descriptor, off_t(step), SEEK_CUR) < 0 ? 0 : step
  }
}
