/// Reads a byte source front to back: the one place where bounds are checked.
///
/// Memory is constant: one chunk is held, whatever the source's length. Nothing is allocated for a
/// length that the file claims before that many bytes have come. Numbers are big-endian.
public final class ByteCursor {
  /// How many bytes are held at most, which is also the longest ``take(_:_:_:)``.
  static let chunkSize = 1 << 18

  private var source: any ByteSource
  private var buffer: UnsafeMutableRawBufferPointer
  /// The bytes of the buffer that are still to come.
  private var held: Range<Int> = 0..<0
  /// The offset of the buffer's first byte in the source.
  private var base = 0
  private var isExhausted = false

  /// Reads a source from its first byte.
  public init(_ source: any ByteSource) {
    self.source = source
    buffer = .allocate(byteCount: Self.chunkSize, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The offset of the next byte, from 0.
  public var offset: Int { base + held.lowerBound }

  /// An error about what stands at an offset.
  func error(_ expected: String, found: String, at offset: Int? = nil) -> ImportError {
    .malformed(offset: offset ?? self.offset, expected: expected, found: found)
  }

  /// The next bytes without stepping over them; fewer than `count` at the end only.
  ///
  /// - Throws: ``ImportError/unreadable(_:)`` alone.
  public func peek(_ count: Int) throws(ImportError) -> [UInt8] {
    try fill(min(count, Self.chunkSize))
    let end = min(held.upperBound, held.lowerBound + count)
    return [UInt8](buffer[held.lowerBound..<end])
  }

  /// True when no byte is left.
  func isAtEnd() throws(ImportError) -> Bool {
    try fill(1)
    return held.isEmpty
  }

  /// Makes at least `count` bytes available, or all that are left.
  private func fill(_ count: Int) throws(ImportError) {
    guard held.count < count, !isExhausted else { return }
    if held.lowerBound > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[held]))
      base += held.lowerBound
      held = 0..<held.count
    }
    while held.count < count, !isExhausted {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[held.upperBound...])
      let read = try source.read(into: room)
      if read == 0 { isExhausted = true }
      held = held.lowerBound..<held.upperBound + read
    }
  }

  /// Hands the next `count` bytes to `body` and steps over them.
  ///
  /// At most ``chunkSize`` can be taken at once; `expected` says for the error what they are.
  ///
  /// - Throws: ``ImportError/malformed(offset:expected:found:)`` when fewer are left.
  func take<Value>(
    _ count: Int,
    _ expected: @autoclosure () -> String,
    _ body: (UnsafeRawBufferPointer) -> Value
  ) throws(ImportError) -> Value {
    if held.count < count || count < 0 {
      if count >= 0, count <= Self.chunkSize { try fill(count) }
      guard count >= 0, count <= held.count else {
        throw error(expected(), found: "the end of the file, \(held.count) bytes on")
      }
    }
    let range = held.lowerBound..<held.lowerBound + count
    held = range.upperBound..<held.upperBound
    return body(UnsafeRawBufferPointer(rebasing: buffer[range]))
  }

  /// Steps over `count` bytes, seeking where the source can.
  ///
  /// - Throws: ``ImportError/malformed(offset:expected:found:)`` when fewer are left.
  func skip(_ count: UInt64, _ expected: @autoclosure () -> String) throws(ImportError) {
    let start = offset
    guard var left = Int(exactly: count), left <= Int.max - start else {
      throw error(expected(), found: "a length of \(count) bytes")
    }
    while left > 0 {
      if held.isEmpty {
        if left > Self.chunkSize {
          // Seeking leaves one byte to read, which proves that the bytes are there.
          let skipped = source.skip(left - 1)
          base += held.upperBound + skipped
          held = 0..<0
          left -= skipped
        }
        try fill(1)
        guard !held.isEmpty else {
          throw error(expected(), found: "the end of the file", at: start)
        }
      }
      let step = min(left, held.count)
      held = held.lowerBound + step..<held.upperBound
      left -= step
    }
  }

  /// Steps to the next byte of a value, in as far as bytes are held; at least one is, except at the
  /// end.
  ///
  /// - Parameters:
  ///   - byte: the value.
  ///   - stepped: receives the bytes stepped over.
  /// - Returns: true when the next byte has the value.
  /// - Throws: ``ImportError/unreadable(_:)`` alone.
  func seek(
    _ byte: UInt8,
    _ stepped: (UnsafeRawBufferPointer) -> Void
  ) throws(ImportError) -> Bool {
    try fill(1)
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[held])
    let place = bytes.firstIndex(of: byte)
    stepped(UnsafeRawBufferPointer(rebasing: bytes[..<(place ?? bytes.count)]))
    held = held.lowerBound + (place ?? bytes.count)..<held.upperBound
    return place != nil
  }

  /// Everything that is left.
  ///
  /// - Throws: ``ImportError/unusable(_:)`` for more than `limit` bytes.
  public func rest(limit: Int) throws(ImportError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      try fill(1)
      if held.isEmpty { return bytes }
      guard held.count <= limit - bytes.count else {
        throw .unusable("longer than the \(limit) bytes that such a file can have")
      }
      bytes += buffer[held]
      held = held.upperBound..<held.upperBound
    }
  }
}

extension ByteCursor {
  /// The next byte.
  func byte(_ expected: @autoclosure () -> String) throws(ImportError) -> UInt8 {
    try take(1, expected()) { $0[0] }
  }

  /// The next big-endian number.
  func number<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type = Number.self,
    _ expected: @autoclosure () -> String
  ) throws(ImportError) -> Number {
    try take(Number.bitWidth / 8, expected()) {
      Number(bigEndian: $0.loadUnaligned(as: Number.self))
    }
  }

  /// The next `count` bytes, at most ``chunkSize``.
  func bytes(_ count: Int, _ expected: @autoclosure () -> String) throws(ImportError) -> [UInt8] {
    try take(count, expected()) { [UInt8]($0) }
  }

  /// The next `count` bytes, however many; memory grows as they come.
  func block(_ count: Int, _ expected: @autoclosure () -> String) throws(ImportError) -> [UInt8] {
    var block: [UInt8] = []
    while block.count < count {
      block += try bytes(min(count - block.count, Self.chunkSize), expected())
    }
    return block
  }

  /// The next `count` bytes as printable ASCII.
  func text(_ count: Int, _ expected: @autoclosure () -> String) throws(ImportError) -> String {
    let start = offset
    let bytes = try bytes(count, expected())
    guard bytes.allSatisfy({ 0x20...0x7e ~= $0 }) else {
      throw error(expected(), found: "bytes that are no text", at: start)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
