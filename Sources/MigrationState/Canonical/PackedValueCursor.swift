/// Steps through items in place.
///
/// It never leaves its bytes, and takes nothing but the shortest form of an item.
struct PackedValueCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  /// Where the next item begins.
  private(set) var offset: Int

  /// Begins at an offset of bytes, whose part before `end` is read.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.offset = offset
    self.end = end ?? bytes.count
  }

  /// True when nothing follows.
  var isAtEnd: Bool { offset == end }

  /// What follows.
  var rest: Slice<UnsafeBufferPointer<UInt8>> { bytes[offset..<end] }

  /// Steps over bytes that hold whole items.
  mutating func skip(bytes count: Int) { offset += count }

  /// The error at the next item.
  var error: CanonicalError {
    CanonicalError(
      offset: offset,
      reason: .malformed(.other("these are not the values of a list of registers"))
    )
  }

  /// Reads the head of an array.
  mutating func count() throws(CanonicalError) -> Int {
    guard let (major, count) = head(), major == 4, count <= Int.max >> 1 else { throw error }
    return Int(count)
  }

  /// Reads a number.
  mutating func number() throws(CanonicalError) -> UInt64 {
    guard let (major, number) = head(), major == 0 else { throw error }
    return number
  }

  /// Reads one value, and returns the number it is or the bytes.
  mutating func value() throws(CanonicalError) -> (word: UInt64, bytes: Range<Int>?) {
    guard let (major, argument) = head() else { throw error }
    switch major {
    case 0: return (argument, nil)
    case 2 where argument <= UInt64(end - offset):
      defer { offset += Int(argument) }
      return (0, offset..<offset + Int(argument))
    default: throw error
    }
  }

  /// Steps over one value, and returns where it stood.
  mutating func skip() throws(CanonicalError) -> Range<Int> {
    let start = offset
    // Most values are small.
    if offset < end, bytes[offset] < 24 { offset += 1 } else { _ = try value() }
    return start..<offset
  }

  /// Steps over the value of a register so many bits wide; false when it is not one.
  mutating func skip(width: Int) -> Bool {
    if width <= 64 {
      guard let (major, word) = head(), major == 0 else { return false }
      return width == 64 || word >> UInt64(width) == 0
    }
    guard let (major, count) = head(), major == 2, count <= UInt64(width / 8),
      count <= UInt64(end - offset), count == 0 || bytes[offset] != 0
    else { return false }
    offset += Int(count)
    return true
  }

  /// Reads the head of an item: its major type and argument; nil at the end and for a form that is
  /// not the shortest.
  @inline(__always)
  mutating func head() -> (major: UInt8, argument: UInt64)? {
    guard offset < end else { return nil }
    let byte = bytes[offset]
    let information = byte & 0x1f
    if information < 24 {
      offset += 1
      return (byte >> 5, UInt64(information))
    }
    let exponent = UInt64(information) - 24
    guard exponent < 4, end - offset > 1 << exponent else { return nil }
    let next = offset + 1 + 1 << exponent
    var argument: UInt64 = 0
    for place in offset + 1..<next { argument = argument << 8 | UInt64(bytes[place]) }
    guard argument >= (exponent == 0 ? 24 : 1 << (4 << exponent)) else { return nil }
    offset = next
    return (byte >> 5, argument)
  }
}
