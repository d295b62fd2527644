extension CBORDecoder {
  /// Reads the head of an array; the next so many items are its elements.
  ///
  /// - Returns: The number of elements, not more than there are bytes left.
  /// - Throws: `CBORError` if the next item is not an array, announces more elements than there
  ///   are bytes left, is nested too deeply, or its encoding is not deterministic.
  public mutating func readArrayHeader() throws(CBORError) -> Int {
    try readContainerHeader(.array)
  }

  /// Reads the head of a map; the next items are its keys and values in turn.
  ///
  /// - Returns: The number of pairs, not more than half of the bytes left.
  /// - Throws: `CBORError` if the next item is not a map, announces more pairs than there are
  ///   bytes left, is nested too deeply, or its encoding is not deterministic. A key out of
  ///   order is reported where that key is read.
  public mutating func readMapHeader() throws(CBORError) -> Int {
    try readContainerHeader(.map)
  }

  /// Reads a tag; the next item is its content.
  ///
  /// - Throws: `CBORError` if the next item is not a tag, is nested too deeply, or its encoding
  ///   is not deterministic.
  public mutating func readTag() throws(CBORError) -> UInt64 {
    let start = offset
    let tag = try readHead(.tag)
    try open(.tag, count: 1, start: start)
    return tag
  }

  /// Reads an array, element by element.
  ///
  /// - Parameter element: Reads one element; it is called once for each.
  /// - Returns: What `element` returned, in order.
  /// - Throws: What `element` throws; `CBORError` if it leaves part of an element unread or reads
  ///   past the array, and as ``readArrayHeader()``.
  @inlinable
  public mutating func readArray<Element>(
    _ element: (inout CBORDecoder) throws(CBORError) -> Element
  ) throws(CBORError) -> [Element] {
    var elements: [Element] = []
    try readScope(.array, itemsEach: 1) { decoder throws(CBORError) in
      elements.append(try element(&decoder))
    }
    return elements
  }

  /// Reads a map, pair by pair.
  ///
  /// - Parameter pair: Reads one key and its value; it is called once for each pair.
  /// - Throws: What `pair` throws; `CBORError` if it leaves part of a pair unread or reads past
  ///   the map, at a key out of order or twice, and as ``readMapHeader()``.
  public mutating func readMap(
    _ pair: (inout CBORDecoder) throws(CBORError) -> Void
  ) throws(CBORError) {
    try readScope(.map, itemsEach: 2, pair)
  }

  /// Reads a map with text keys, pair by pair.
  ///
  /// - Parameter value: Reads the value of the key it is given; it is called once for each pair.
  /// - Throws: As ``readMap(_:)``, and if a key is not a text string.
  public mutating func readTextKeyedMap(
    _ value: (String, inout CBORDecoder) throws(CBORError) -> Void
  ) throws(CBORError) {
    try readMap { decoder throws(CBORError) in
      let key = try decoder.readText()
      try value(key, &decoder)
    }
  }

  /// Reads a map with unsigned integers as keys, pair by pair.
  ///
  /// - Parameter value: Reads the value of the key it is given; it is called once for each pair.
  /// - Throws: As ``readMap(_:)``, and if a key is not an unsigned integer.
  public mutating func readUIntKeyedMap(
    _ value: (UInt64, inout CBORDecoder) throws(CBORError) -> Void
  ) throws(CBORError) {
    try readMap { decoder throws(CBORError) in
      let key = try decoder.readUInt()
      try value(key, &decoder)
    }
  }

  private mutating func readContainerHeader(_ type: CBORType) throws(CBORError) -> Int {
    let start = offset
    let count = try readHead(type)
    try open(type, count: count, start: start)
    return Int(count)
  }

  /// Reads an array or a map by calling a closure for each element or pair.
  ///
  /// Usable from inlined code so that `readArray` is specialised where it is called: appending
  /// to an array of an unknown type takes longer than decoding a number.
  @usableFromInline
  mutating func readScope(
    _ type: CBORType,
    itemsEach: Int,
    _ body: (inout CBORDecoder) throws(CBORError) -> Void
  ) throws(CBORError) {
    let start = offset
    let count = try readHead(type)
    try open(type, count: count, start: start, isScoped: true)
    let level = outerFrames.count
    for _ in 0..<count {
      // The body gets to see one element or pair: it cannot run into the next one.
      frame.remaining = itemsEach
      try body(&self)
      try checkScope(level: level)
    }
    leaveFrame()
    try endItem()
  }
}
