extension CBORDecoder {
  /// Steps over one item of any type, which is checked as if it were read.
  ///
  /// This takes a CBOR sequence (RFC 8742) apart:
  ///
  ///     while !decoder.isAtEnd {
  ///       let range = try decoder.skipItem()
  ///       var item = CBORDecoder(decoder.bytes, in: range)
  ///     }
  ///
  /// - Returns: The bytes of the item.
  /// - Throws: `CBORError` if there is no item, or it is not deterministic CBOR of our types.
  public mutating func skipItem() throws(CBORError) -> Range<Int> {
    let start = offset
    let level = outerFrames.count
    repeat { try skipHeadAndString() } while outerFrames.count > level
    return start..<offset
  }

  /// Steps over an item, or only over its head if it is an array, a map or a tag.
  private mutating func skipHeadAndString() throws(CBORError) {
    let start = offset
    let (type, argument) = try readHead()
    switch type {
    case .unsigned, .negative, .bool, .null: break
    case .bytes: _ = try take(argument)
    case .text: _ = try takeText(argument, start: start)
    case .array, .map: return try open(type, count: argument, start: start)
    case .tag: return try open(type, count: 1, start: start)
    }
    try endItem()
  }
}
