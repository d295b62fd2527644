/// Packed values that others of the same list of registers are told by their difference to.
///
/// A difference is an array of unsigned integers and values in turn: so many registers are as in the
/// base, the next one has this value. What follows the last pair is as in the base. vCPUs of one list
/// have most registers in common, so that a difference takes a fraction of the values.
public struct BaseValues: Sendable {
  /// The values.
  public let packed: PackedRegisterValues
  /// Where each value begins, and where the last one ends.
  private let offsets: [Int]

  /// Takes the values that others are compared with.
  ///
  /// - Throws: `CanonicalError` when they are not packed values.
  public init(_ packed: PackedRegisterValues) throws(CanonicalError) {
    self.packed = packed
    offsets = try packed.reading { _, cursor throws(CanonicalError) in
      let count = try cursor.count()
      var offsets = [cursor.offset]
      for _ in 0..<count { offsets.append(try cursor.skip().upperBound) }
      guard cursor.isAtEnd else { throw cursor.error }
      return offsets
    }
  }

  /// The number of registers.
  private var count: Int { offsets.count - 1 }

  /// The difference of some values of the same list.
  ///
  /// - Throws: `CanonicalError` when they are not as many packed values.
  /// - Complexity: O(*n*) in the registers; no value is decoded.
  public func difference(to values: PackedRegisterValues) throws(CanonicalError) -> [UInt8] {
    var pairs = CBOREncoder()
    pairs.reserveCapacity(values.bytes.count)
    var changes = 0
    try values.reading { bytes, cursor throws(CanonicalError) in
      guard try cursor.count() == count else { throw cursor.error }
      var same: UInt64 = 0
      for place in 0..<count {
        let value = try cursor.skip()
        if isValue(bytes[value], at: place) {
          same += 1
          continue
        }
        pairs.writeUInt(same)
        pairs.append(UnsafeBufferPointer(rebasing: bytes[value]))
        changes += 1
        same = 0
      }
      guard cursor.isAtEnd else { throw cursor.error }
    }
    var encoder = CBOREncoder()
    encoder.reserveCapacity(pairs.bytes.count + 9)
    encoder.writeArrayHeader(2 * changes)
    encoder.append(pairs.bytes[...])
    return encoder.bytes
  }

  /// The values that have a difference.
  ///
  /// - Throws: `CanonicalError` when the bytes are no difference to these values.
  /// - Complexity: O(*n*) in the bytes of the values.
  public func values(with difference: [UInt8]) throws(CanonicalError) -> PackedRegisterValues {
    let base = packed.bytes
    var bytes = Array(base[..<offsets[0]])
    bytes.reserveCapacity(base.count + difference.count)
    var place = 0
    try PackedRegisterValues(bytes: difference).reading { changed, cursor throws(CanonicalError) in
      let items = try cursor.count()
      guard items % 2 == 0 else { throw cursor.error }
      for _ in 0..<items / 2 {
        let same = try cursor.number()
        guard same < UInt64(count - place) else { throw cursor.error }
        let next = place + Int(same)
        bytes += base[offsets[place]..<offsets[next]]
        bytes.append(contentsOf: changed[try cursor.skip()])
        place = next + 1
      }
      guard cursor.isAtEnd else { throw cursor.error }
    }
    bytes += base[offsets[place]...]
    return PackedRegisterValues(bytes: bytes)
  }

  /// True when the encoded value at a place is these bytes.
  private func isValue(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, at place: Int) -> Bool {
    let (start, end) = (offsets[place], offsets[place + 1])
    guard bytes.count == end - start else { return false }
    return packed.bytes.withUnsafeBufferPointer { base in
      for index in 0..<bytes.count
      where base[start + index] != bytes[bytes.startIndex + index] { return false }
      return true
    }
  }
}
