/// Bytes that come one chunk after the other: a file, a pipe, an array.
public protocol ByteSource {
  /// Reads the next bytes into a buffer.
  ///
  /// - Parameter buffer: where the bytes go; not empty.
  /// - Returns: how many bytes were read; 0 at the end only.
  /// - Throws: ``ImportError`` when the source cannot be read.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int

  /// Steps over bytes without reading them, where the source can.
  ///
  /// - Parameter count: how many bytes to step over; not negative.
  /// - Returns: how many bytes were stepped over: `count`, fewer at the end, and 0 where stepping is
  ///   impossible.
  mutating func skip(_ count: Int) -> Int
}

/// The bytes of an array.
public struct ArrayByteSource: ByteSource {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Reads an array from its first byte.
  public init(_ bytes: some Sequence<UInt8>) {
    self.bytes = ArraySlice(bytes)
    position = self.bytes.startIndex
  }

  /// Copies the next bytes.
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let end = min(bytes.endIndex, position + buffer.count)
    buffer.copyBytes(from: bytes[position..<end])
    defer { position = end }
    return end - position
  }

  /// Steps over bytes up to the end of the array.
  public mutating func skip(_ count: Int) -> Int {
    let step = min(count, bytes.endIndex - position)
    position += step
    return step
  }
}
