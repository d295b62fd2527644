/// Writes items of deterministic CBOR (RFC 8949 section 4.2.1) one after the other.
///
/// Numbers and lengths take their shortest form by construction, maps are sorted by
/// ``CBORMapBuilder``. Items written one after the other at the top level are a CBOR sequence
/// (RFC 8742).
public struct CBOREncoder: Sendable {
  /// The items written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an encoder that has written nothing.
  public init() {}

  /// Makes room for so many bytes at once.
  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Writes an unsigned integer.
  public mutating func writeUInt(_ value: UInt64) {
    writeHead(.unsigned, value)
  }

  /// Writes an integer of either sign.
  public mutating func writeInt(_ value: Int64) {
    // A negative n is stored as −1 − n, which is its complement.
    if value < 0 {
      writeHead(.negative, UInt64(bitPattern: ~value))
    } else {
      writeHead(.unsigned, UInt64(value))
    }
  }

  /// Writes a byte string.
  public mutating func writeBytes(_ value: some Collection<UInt8>) {
    writeHead(.bytes, UInt64(value.count))
    bytes += value
  }

  /// Writes a text string.
  public mutating func writeText(_ value: String) {
    writeHead(.text, UInt64(value.utf8.count))
    bytes += value.utf8
  }

  /// Writes `true` or `false`.
  public mutating func writeBool(_ value: Bool) {
    bytes.append(value ? 0xF5 : 0xF4)
  }

  /// Writes `null`.
  public mutating func writeNull() {
    bytes.append(0xF6)
  }

  /// Writes a tag; the next item written is its content.
  public mutating func writeTag(_ tag: UInt64) {
    writeHead(.tag, tag)
  }

  /// Writes the head of an array; the next `count` items written are its elements.
  ///
  /// - Parameter count: The number of elements, not negative.
  public mutating func writeArrayHeader(_ count: Int) {
    writeHead(.array, UInt64(count))
  }

  /// Writes the head of a map whose pairs the caller appends in order: see ``CBORMapBuilder``.
  mutating func writeMapHeader(_ count: Int) {
    writeHead(.map, UInt64(count))
  }

  /// Appends items that are encoded already.
  mutating func append(_ encoded: ArraySlice<UInt8>) {
    bytes += encoded
  }

  /// Appends items that are encoded already.
  mutating func append(_ encoded: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: encoded)
  }

  /// Writes an initial byte and its argument, in as few bytes as hold it.
  private mutating func writeHead(_ type: CBORType, _ argument: UInt64) {
    let major = type.majorType << 5
    if argument < 24 {
      bytes.append(major | UInt8(argument))
      return
    }
    // Additional information 24, 25, 26 and 27: the argument follows in 1, 2, 4 or 8 bytes.
    let exponent = argument <= 0xFF ? 0 : argument <= 0xFFFF ? 1 : argument <= 0xFFFF_FFFF ? 2 : 3
    bytes.append(major | UInt8(24 + exponent))
    let width = 1 << exponent
    for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: argument >> UInt64(shift)))
    }
  }
}
