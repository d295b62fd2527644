extension CBORDecoder {
  /// Notes that an item was read to its end, and with it whatever it was the last item of.
  mutating func endItem() throws(CBORError) {
    while true {
      frame.remaining -= 1
      if frame.isMap && frame.remaining % 2 == 1 { try endKey() }
      guard frame.remaining == 0, !frame.isScoped else { return }
      leaveFrame()
    }
  }

  /// Goes back to the frame around the innermost one.
  mutating func leaveFrame() {
    // The frame of the top level has no end, so that this does not happen to it.
    if let outer = outerFrames.popLast() { frame = outer }
  }

  /// Checks that the key just read stands after the one before it.
  private mutating func endKey() throws(CBORError) {
    let key = frame.itemStart..<offset
    if let previous = frame.previousKey,
      !bytes[previous].lexicographicallyPrecedes(bytes[key])
    {
      let isSame = bytes[previous] == bytes[key]
      throw CBORError(
        offset: key.lowerBound,
        reason: isSame ? .duplicateKey : .unsortedKey
      )
    }
    frame.previousKey = key
  }

  /// Opens an array, a map or a tag whose head was read.
  ///
  /// - Parameters:
  ///   - type: `.array`, `.map` or `.tag`.
  ///   - count: The elements or pairs that the head announces; 1 for a tag.
  ///   - start: The offset of the head.
  ///   - isScoped: Whether the frame stays open at its end: `readScope` closes it.
  /// - Throws: `CBORError` if frames are nested too deeply or `count` cannot be true.
  mutating func open(
    _ type: CBORType,
    count: UInt64,
    start: Int,
    isScoped: Bool = false
  ) throws(CBORError) {
    guard outerFrames.count < Self.nestingLimit else {
      throw CBORError(offset: start, reason: .nestedTooDeeply(limit: Self.nestingLimit))
    }
    // Every item takes a byte at least: no count gets past here that the input cannot hold.
    let itemsEach: UInt64 = type == .map ? 2 : 1
    guard count <= UInt64(available) / itemsEach else {
      throw CBORError(offset: start, reason: .tooManyItems(count: count))
    }
    if count == 0 && !isScoped { return try endItem() }
    let items = Int(count * itemsEach)
    outerFrames.append(frame)
    frame = Frame(remaining: items, isMap: type == .map, isScoped: isScoped)
  }

  /// Checks that everything the scoped frame at a level offered was read.
  func checkScope(level: Int) throws(CBORError) {
    // Frames above it are those of arrays, maps and tags whose items were left unread.
    guard outerFrames.count == level, frame.remaining == 0 else {
      throw error(.unreadItems(frame.remaining))
    }
  }
}
