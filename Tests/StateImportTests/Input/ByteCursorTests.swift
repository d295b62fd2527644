import Testing

@testable import StateImport

/// The cursor gives exactly the bytes that are there, and an error with the place for all others.
@Suite struct ByteCursorTests {
  /// A source that hands out at most a few bytes at a time and cannot skip, as a pipe.
  private struct Trickle: ByteSource {
    var rest: ArraySlice<UInt8>
    let step: Int

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
      let count = min(step, buffer.count, rest.count)
      buffer.copyBytes(from: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }

    mutating func skip(_ count: Int) -> Int { 0 }
  }

  private static let bytes: [UInt8] = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

  private static func sources() -> [ByteCursor] {
    [
      ByteCursor(ArrayByteSource(bytes)),
      ByteCursor(Trickle(rest: bytes[...], step: 1_013)),
    ]
  }

  @Test("numbers, bytes and steps come out the same from an array and from a pipe")
  func reads() throws {
    for cursor in Self.sources() {
      #expect(try cursor.peek(3) == [0, 7, 14])
      #expect(try cursor.number(UInt32.self, "a number") == 0x0007_0e15)
      #expect(try cursor.byte("a byte") == 28)
      #expect(try cursor.bytes(2, "two bytes") == [35, 42])
      try cursor.skip(600_000, "a page")
      #expect(cursor.offset == 600_007)
      #expect(try cursor.byte("a byte") == Self.bytes[600_007])
      try cursor.skip(399_992, "the rest")
      #expect(try cursor.isAtEnd())
    }
  }

  @Test("what ends too early is an error with the offset, whatever length is claimed")
  func ends() throws {
    for count in [UInt64(1_000_001), 1 << 40, .max] {
      for cursor in Self.sources() {
        #expect(throws: ImportError.self) { try cursor.skip(count, "a page") }
      }
    }
    for cursor in Self.sources() {
      try cursor.skip(999_999, "the first")
      let error = #expect(throws: ImportError.self) { try cursor.number(UInt16.self, "a number") }
      #expect("\(try #require(error))".hasPrefix("byte 999999: expected a number, found the end"))
      #expect(try cursor.byte("the last") == Self.bytes[999_999])
    }
  }

  @Test("a limit is kept without reading on")
  func limit() throws {
    for cursor in Self.sources() {
      #expect(throws: ImportError.self) { try cursor.rest(limit: 999_999) }
    }
    for cursor in Self.sources() {
      #expect(try cursor.rest(limit: 1_000_000) == Self.bytes)
    }
  }
}
