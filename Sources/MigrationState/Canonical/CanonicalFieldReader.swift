/// Reads a map of named fields in the order they are encoded in: shorter keys first, then bytewise.
///
/// Whoever reads asks for every key in that order, so that one pass suffices. A key that was not
/// asked for in its turn is unknown.
struct CanonicalFieldReader {
  private let start: Int
  private var left: Int
  /// The key that was read and whose value was not.
  private var pending: (key: String, offset: Int)?

  /// Opens the map that a decoder stands at.
  init(_ decoder: inout CBORDecoder) throws(CBORError) {
    start = decoder.offset
    left = try decoder.readMapHeader()
  }

  /// The value of a key the map may have; nil when it does not.
  mutating func optional<Value>(
    _ key: String,
    _ decoder: inout CBORDecoder,
    _ read: CanonicalRead.Reader<Value>
  ) throws(CBORError) -> Value? {
    if pending == nil, left > 0 {
      let offset = decoder.offset
      pending = (try decoder.readText(), offset)
      left -= 1
    }
    guard let found = pending?.key, found.utf8.elementsEqual(key.utf8) else { return nil }
    pending = nil
    return try read(&decoder)
  }

  /// The value of a key the map must have.
  mutating func required<Value>(
    _ key: String,
    _ decoder: inout CBORDecoder,
    _ read: CanonicalRead.Reader<Value>
  ) throws(CBORError) -> Value {
    guard let value = try optional(key, &decoder, read) else {
      throw CBORError(offset: pending?.offset ?? start, reason: .other("missing key `\(key)`"))
    }
    return value
  }

  /// Checks that no key is left.
  func finish(_ decoder: CBORDecoder) throws(CBORError) {
    guard pending == nil, left == 0 else {
      throw CBORError(
        offset: pending?.offset ?? decoder.offset,
        reason: .other("a key that this version does not have")
      )
    }
  }
}
