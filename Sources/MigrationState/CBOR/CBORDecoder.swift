/// Reads items of deterministic CBOR (RFC 8949 section 4.2.1), strictly, one after the other.
///
/// Exactly one encoding of a value is accepted. The decoder itself keeps track of the arrays,
/// maps and tags it is in: it bounds their nesting, and checks the order of the keys of a map
/// whichever way the map is read. After an error the decoder must not be read any further.
public struct CBORDecoder: Sendable {
  /// The deepest nesting of arrays, maps and tags that is accepted.
  public static let nestingLimit = 16

  /// An array, a map or a tag whose items are being read.
  struct Frame {
    /// The items left to read; a map of n pairs has 2n.
    var remaining: Int
    /// Whether every other item is a key.
    let isMap: Bool
    /// Whether a closure reads the items: `remaining` is then what it may read, one element or
    /// pair, and the frame closes only when the function that opened it says so.
    let isScoped: Bool
    /// Where the item being read starts.
    var itemStart = 0
    /// The key before the one being read.
    var previousKey: Range<Int>?
  }

  /// The bytes that `offset` counts in.
  public let bytes: [UInt8]

  /// The offset of the next item, from 0.
  public private(set) var offset: Int

  /// The offset just past the last byte to read.
  private let end: Int

  /// The innermost array, map or tag being read; at the top level a frame without an end.
  ///
  /// It stands apart from the others because every item that is read changes it.
  var frame = Frame(remaining: .max, isMap: false, isScoped: true)

  /// The frames around `frame`, outermost first: as many as the nesting is deep.
  var outerFrames: [Frame] = []

  /// Creates a decoder for a whole buffer.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, in: bytes.indices)
  }

  /// Creates a decoder for a part of a buffer, such as one item of a sequence.
  ///
  /// Offsets, of errors too, still count from the start of the buffer.
  ///
  /// - Parameters:
  ///   - bytes: The buffer.
  ///   - range: The bytes to read; what is not in the buffer is left out.
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    let range = range.clamped(to: bytes.indices)
    self.bytes = bytes
    self.offset = range.lowerBound
    self.end = range.upperBound
  }

  /// The number of bytes not read yet.
  var available: Int { end - offset }

  /// Whether all bytes have been read and no array, map or tag is left open.
  public var isAtEnd: Bool { available == 0 && outerFrames.isEmpty }

  /// Checks that nothing follows what was read.
  ///
  /// - Throws: `CBORError` if bytes or items of an array or a map are left.
  public func finish() throws(CBORError) {
    guard outerFrames.isEmpty else { throw error(.unreadItems(frame.remaining)) }
    guard available == 0 else { throw error(.trailingBytes(available)) }
  }

  /// An error at the next item, for rules that only the caller knows.
  public func error(_ reason: CBORError.Reason) -> CBORError {
    CBORError(offset: offset, reason: reason)
  }

  /// Reads the head of an item that is as it should be: the quick way for nearly every item.
  ///
  /// - Parameter type: Any but `.bool` and `.null`.
  /// - Returns: The argument; nil, with nothing read, for an item of another type or with a fault,
  ///   which ``readHead()`` names.
  mutating func readFaultlessHead(_ type: CBORType) -> UInt64? {
    guard frame.remaining > 0 else { return nil }
    let head = bytes.withUnsafeBufferPointer { bytes in
      var cursor = PackedValueCursor(bytes, from: offset, to: end)
      return cursor.head().map { (major: $0.major, argument: $0.argument, next: cursor.offset) }
    }
    guard let (major, argument, next) = head, major == type.majorType else { return nil }
    frame.itemStart = offset
    offset = next
    return argument
  }

  /// Steps over an item that somebody else found faultless, and which ends before an offset.
  ///
  /// - Parameter find: Given all bytes and those to read, returns that offset; nil, with nothing
  ///   read, for an item that is read as any other.
  /// - Returns: The bytes of the item, if it was found.
  /// - Throws: `CBORError` where the item stands as a key out of order.
  mutating func skipFaultlessItem(
    _ find: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Int?
  ) throws(CBORError) -> Range<Int>? {
    let start = offset
    guard frame.remaining > 0,
      let next = bytes.withUnsafeBufferPointer({ find($0, offset..<end) })
    else { return nil }
    frame.itemStart = start
    offset = next
    try endItem()
    return start..<next
  }

  /// Steps over some bytes: the other place where the end of the input is checked.
  mutating func take(_ count: UInt64) throws(CBORError) -> Range<Int> {
    guard count <= UInt64(available) else {
      throw error(.truncated(needed: count, available: available))
    }
    defer { offset += Int(count) }
    return offset..<offset + Int(count)
  }
}
