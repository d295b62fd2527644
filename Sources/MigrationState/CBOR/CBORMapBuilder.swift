/// Collects the pairs of a map in any order, to be written in the order of their encoded keys.
///
/// Made by ``CBOREncoder/writeMap(_:)``.
public struct CBORMapBuilder: Sendable {
  /// Where a pair stands in `encoder`: the key, and the value up to `end`.
  private struct Pair {
    let key: Range<Int>
    let end: Int
  }

  /// All pairs, one after the other in the order they were added.
  private var encoder = CBOREncoder()
  private var pairs: [Pair] = []

  init() {}

  /// Adds a pair with a text key; `value` writes exactly one item.
  ///
  /// - Throws: What `value` throws.
  public mutating func add<Failure: Error>(
    _ key: String,
    _ value: (inout CBOREncoder) throws(Failure) -> Void
  ) throws(Failure) {
    try add(key: { $0.writeText(key) }, value)
  }

  /// Adds a pair with an unsigned integer as its key; `value` writes exactly one item.
  ///
  /// - Throws: What `value` throws.
  public mutating func add<Failure: Error>(
    _ key: UInt64,
    _ value: (inout CBOREncoder) throws(Failure) -> Void
  ) throws(Failure) {
    try add(key: { $0.writeUInt(key) }, value)
  }

  private mutating func add<Failure: Error>(
    key: (inout CBOREncoder) -> Void,
    _ value: (inout CBOREncoder) throws(Failure) -> Void
  ) throws(Failure) {
    let start = encoder.bytes.count
    key(&encoder)
    let keyEnd = encoder.bytes.count
    try value(&encoder)
    pairs.append(Pair(key: start..<keyEnd, end: encoder.bytes.count))
  }

  /// Appends the map to an encoder.
  ///
  /// - Throws: `CBORError` with the offset of the map in `output` if a key was added twice.
  func write(to output: inout CBOREncoder) throws(CBORError) {
    let bytes = encoder.bytes
    let sorted = pairs.sorted { bytes[$0.key].lexicographicallyPrecedes(bytes[$1.key]) }
    for (pair, next) in zip(sorted, sorted.dropFirst()) where bytes[pair.key] == bytes[next.key] {
      throw CBORError(offset: output.bytes.count, reason: .duplicateKey)
    }
    output.writeMapHeader(sorted.count)
    for pair in sorted { output.append(bytes[pair.key.lowerBound..<pair.end]) }
  }
}

extension CBOREncoder {
  /// Writes a map, its pairs in the bytewise order of their encoded keys.
  ///
  /// - Parameter build: Adds the pairs, in any order.
  /// - Throws: What `build` throws; `CBORError` with the offset of the map if a key was added
  ///   twice, and then nothing of the map is written.
  public mutating func writeMap(
    _ build: (inout CBORMapBuilder) throws(CBORError) -> Void
  ) throws(CBORError) {
    var builder = CBORMapBuilder()
    try build(&builder)
    try builder.write(to: &self)
  }
}
