/// A set of features: those that one configuration advertises, or that a host implements.
public struct FeatureSet: Hashable, Sendable {
  /// Bit *i* of word *i* / 64 is the feature at place *i* of ``FeatureTable/features``.
  private var words: [UInt64]

  /// No feature.
  public init() {
    words = Array(repeating: 0, count: (FeatureTable.standard.features.count + 63) / 64)
  }

  /// The features whose step holds.
  init(steps: [Int], truth: [UInt8]) {
    let count = steps.count
    let steps = steps.span
    let truth = truth.span
    words = [UInt64](unsafeUninitializedCapacity: (count + 63) / 64) { words, initialized in
      initialized = (count + 63) / 64
      for index in 0..<initialized {
        var word: UInt64 = 0
        for place in (index << 6)..<min(index << 6 + 64, count) {
          word |= UInt64(truth[steps[place]]) << UInt64(place & 63)
        }
        words[index] = word
      }
    }
  }

  /// True when the set has the feature; false for unknown names too.
  public func contains(_ name: some StringProtocol) -> Bool {
    FeatureTable.standard.index(of: name).map { self[$0] } ?? false
  }

  /// True when the set has the feature at a place of ``FeatureTable/features``.
  public subscript(place: Int) -> Bool {
    get { words[place >> 6] >> UInt64(place & 63) & 1 == 1 }
    set {
      let bit = 1 << UInt64(place & 63) as UInt64
      words[place >> 6] = newValue ? words[place >> 6] | bit : words[place >> 6] & ~bit
    }
  }

  /// The places of the features in ``FeatureTable/features``, ascending.
  public var places: [Int] {
    words.enumerated().flatMap { index, word in
      (0..<64).filter { word >> UInt64($0) & 1 == 1 }.map { index << 6 + $0 }
    }
  }

  /// The names of the features, in the order of ``FeatureTable/features``.
  public var names: [String] { places.map { FeatureTable.standard.features[$0].name } }

  /// The features that this set has and the other lacks, in table order.
  public func subtracting(_ other: FeatureSet) -> [Feature] {
    removing(other).places.map { FeatureTable.standard.features[$0] }
  }

  /// The features that either set has.
  public func union(_ other: FeatureSet) -> FeatureSet { combine(other, |) }

  /// The features that both sets have.
  public func intersection(_ other: FeatureSet) -> FeatureSet { combine(other, &) }

  /// The features that this set has and the other lacks.
  public func removing(_ other: FeatureSet) -> FeatureSet { combine(other) { $0 & ~$1 } }

  /// Calls `body` with the place of every feature, ascending.
  ///
  /// - Complexity: O(*n*) in the features of the set.
  package func forEachPlace(_ body: (Int) -> Void) {
    for index in words.indices {
      var word = words[index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  private func combine(_ other: FeatureSet, _ operation: (UInt64, UInt64) -> UInt64) -> FeatureSet {
    var result = self
    for index in words.indices { result.words[index] = operation(words[index], other.words[index]) }
    return result
  }
}
