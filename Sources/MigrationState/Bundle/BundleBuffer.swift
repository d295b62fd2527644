/// The part of a bundle that was read and not consumed, cut into items.
struct BundleBuffer {
  /// How many bytes are asked for at once.
  private static let chunk = 1 << 16

  /// No head of an item, up to its content, is longer than this.
  private static let headLimit = 128

  private let limit: Int
  private let read: (Int) throws -> [UInt8]
  private var bytes: [UInt8] = []
  /// Where the next item begins in `bytes`.
  private var position = 0
  private var isAtEnd = false

  /// The number of the item cut last, from 0.
  private(set) var item = -1
  /// The offset of that item in the bundle.
  private(set) var start = 0
  /// The offset of the item after it.
  private var end = 0

  init(limit: Int, read: @escaping (Int) throws -> [UInt8]) {
    self.limit = limit
    self.read = read
  }

  /// An error of the item cut last, at its place in the bundle.
  func error(_ error: CanonicalError) -> BundleError {
    BundleError(item: item, offset: start + error.offset, reason: .item(error.reason))
  }

  /// Cuts the next item off.
  mutating func nextItem(_ supported: CanonicalItem.Supported) throws -> [UInt8] {
    item += 1
    start = end
    let head = try fill(Self.headLimit)
    let length = try itemLength(head, supported)
    guard length <= UInt64(limit) else { throw error(at: start, .tooLarge(limit: limit)) }
    let available = try fill(Int(length))
    guard available.count == Int(length) else {
      throw error(at: start + available.count, .truncated)
    }
    position += Int(length)
    end += Int(length)
    return Array(available)
  }

  /// Checks that nothing follows the item cut last.
  mutating func checkEnd() throws {
    guard try fill(1).isEmpty else { throw error(at: end, .trailingBytes) }
  }

  /// The length of the item that begins with some bytes, told by its head.
  private func itemLength(
    _ head: ArraySlice<UInt8>,
    _ supported: CanonicalItem.Supported
  ) throws(BundleError) -> UInt64 {
    do throws(CanonicalError) {
      var decoder = CBORDecoder(Array(head))
      _ = try CanonicalItem.readKind(&decoder, supported)
      let content = try CanonicalError.wrap { () throws(CBORError) in
        try decoder.readHead(.bytes)
      }
      // The digest follows: two bytes of head and 32 of its own.
      return min(content, .max >> 1) + UInt64(decoder.offset + 2 + Digest.byteCount)
    } catch {
      if isAtEnd, head.count < Self.headLimit, Self.isTruncation(error.reason) {
        throw self.error(at: start + head.count, .truncated)
      }
      throw self.error(error)
    }
  }

  private static func isTruncation(_ reason: CanonicalError.Reason) -> Bool {
    switch reason {
    case .malformed(.truncated), .malformed(.tooManyItems): true
    default: false
    }
  }

  private func error(at offset: Int, _ reason: BundleError.Reason) -> BundleError {
    BundleError(item: item, offset: offset, reason: reason)
  }

  /// The next `count` bytes, or as many as there are.
  ///
  /// Asks for no more than a chunk at a time: what an item claims to need is not believed before
  /// it is there.
  private mutating func fill(_ count: Int) throws -> ArraySlice<UInt8> {
    if bytes.count - position < count {
      bytes.removeFirst(position)
      position = 0
    }
    while bytes.count - position < count, !isAtEnd {
      let more = try read(Self.chunk)
      isAtEnd = more.isEmpty
      bytes += more
    }
    return bytes[position..<min(bytes.count, position + count)]
  }
}
