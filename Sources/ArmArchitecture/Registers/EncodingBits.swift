/// A set of encodings out of all that are possible, one bit each: 8 KiB, without hashing.
package struct EncodingBits: Sendable {
  /// Bit *i* of word *w* is the packed encoding 64 *w* + *i*.
  private var words = [UInt64](repeating: 0, count: 1 << 10)
  /// The words that may have a bit: from here up to, not including, `end`.
  private var start = 1 << 10
  private var end = 0

  /// No encoding.
  package init() {}

  /// Some encodings, in any order; one given twice counts once.
  package init(_ encodings: [Encoding]) {
    for encoding in encodings { insert(encoding) }
  }

  /// Adds an encoding; false when the set has it already.
  @discardableResult
  package mutating func insert(_ encoding: Encoding) -> Bool {
    let (word, bit) = Self.place(of: encoding)
    let isNew = words[word] & bit == 0
    words[word] |= bit
    start = min(start, word)
    end = max(end, word + 1)
    return isNew
  }

  /// Takes an encoding away, if the set has it.
  package mutating func remove(_ encoding: Encoding) {
    let (word, bit) = Self.place(of: encoding)
    words[word] &= ~bit
  }

  /// The encodings, ascending.
  ///
  /// - Complexity: O(*n*) in the words and the encodings.
  package var ascending: [Encoding] {
    var encodings: [Encoding] = []
    for index in stride(from: start, to: end, by: 1) {
      var word = words[index]
      while word != 0 {
        encodings.append(Encoding(packed: UInt16(index << 6 + word.trailingZeroBitCount)))
        word &= word - 1
      }
    }
    return encodings
  }

  private static func place(of encoding: Encoding) -> (word: Int, bit: UInt64) {
    (Int(encoding.packed >> 6), 1 << UInt64(encoding.packed & 63))
  }
}
