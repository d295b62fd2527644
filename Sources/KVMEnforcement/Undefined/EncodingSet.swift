import ArmArchitecture

/// A set of encodings, out of all that the trap tables speak of.
public struct EncodingSet: Hashable, Sendable {
  /// Bit *i* of word *i* / 64 is the encoding at place *i* of the universe.
  var words: [UInt64]

  /// The number of words of every set.
  static let wordCount = (EncodingUniverse.standard.encodings.count + 63) / 64

  /// No encoding.
  public init() {
    words = Array(repeating: 0, count: Self.wordCount)
  }

  init(words: [UInt64]) {
    self.words = words
  }

  /// The encodings of a list; those that the tables do not speak of are left out.
  public init(_ encodings: some Sequence<Encoding>) {
    self.init()
    for encoding in encodings {
      guard let place = EncodingUniverse.standard.place(of: encoding) else { continue }
      words[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  init(_ parts: [TrapModel.Part]) {
    self.init()
    for part in parts { words[part.word] |= part.bits }
  }

  /// Every encoding that the tables speak of.
  public static var universe: [Encoding] { EncodingUniverse.standard.encodings }

  /// True when the set has the encoding.
  ///
  /// - Complexity: O(1).
  public func contains(_ encoding: Encoding) -> Bool {
    EncodingUniverse.standard.place(of: encoding).map {
      words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1
    } ?? false
  }

  /// The number of encodings.
  public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// True when the set is empty.
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// The encodings, ascending.
  ///
  /// - Complexity: O(*n*) in the universe's words and the encodings of the set.
  public var encodings: [Encoding] {
    var encodings: [Encoding] = []
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        let place = index << 6 + word.trailingZeroBitCount
        encodings.append(EncodingUniverse.standard.encodings[place])
        word &= word - 1
      }
    }
    return encodings
  }

  /// The encodings of either set.
  public func union(_ other: EncodingSet) -> EncodingSet { combine(other, |) }

  /// The encodings of both sets.
  public func intersection(_ other: EncodingSet) -> EncodingSet { combine(other, &) }

  /// The encodings of this set that the other lacks.
  public func subtracting(_ other: EncodingSet) -> EncodingSet { combine(other) { $0 & ~$1 } }

  private func combine(
    _ other: EncodingSet,
    _ operation: (UInt64, UInt64) -> UInt64
  ) -> EncodingSet {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }
}
