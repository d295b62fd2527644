import ArmArchitecture

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
      offsets.reserveCapacity(count + 1)
      for _ in 0..<count { offsets.append(try cursor.skip().upperBound) }
      guard cursor.isAtEnd else { throw cursor.error }
      return offsets
    }
  }

  /// The number of registers.
  private var count: Int { offsets.count - 1 }

  /// The difference of some values of the same list.
  ///
  /// - Parameters:
  ///   - values: the values.
  ///   - isLeftOut: of every place whether it is left out of the difference, and not counted in it;
  ///     nil where none is.
  /// - Returns: the difference; nil when a value that is left out differs.
  /// - Throws: `CanonicalError` when they are not as many packed values.
  /// - Complexity: O(*n*) in the registers; no value is decoded, and equal ones are not looked at
  ///   one by one.
  public func difference(
    to values: PackedRegisterValues,
    leavingOut isLeftOut: [Bool]? = nil
  ) throws(CanonicalError) -> [UInt8]? {
    var pairs = CBOREncoder()
    pairs.reserveCapacity(values.bytes.count)
    var changes = 0
    /// The place after the last change.
    var last = 0
    var isSame = true
    try values.reading { bytes, cursor throws(CanonicalError) in
      try forEachChange(in: bytes, &cursor) { place, cursor throws(CanonicalError) in
        let value = try cursor.skip()
        if isLeftOut?[place] == true {
          isSame = false
          return
        }
        var same = place - last
        if let isLeftOut {
          for between in last..<place where isLeftOut[between] { same -= 1 }
        }
        pairs.writeUInt(UInt64(same))
        pairs.append(UnsafeBufferPointer(rebasing: bytes[value]))
        changes += 1
        last = place + 1
      }
      guard cursor.isAtEnd else { throw cursor.error }
    }
    guard isSame else { return nil }
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

  /// Calls a body at every value that is not as in the base, and steps over the others.
  ///
  /// - Parameters:
  ///   - bytes: what the cursor reads.
  ///   - cursor: stands at the values, and behind them afterwards.
  ///   - body: takes the place of a value, and steps over that value.
  /// - Throws: what `body` throws; `CanonicalError` when there are not as many values.
  func forEachChange(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ cursor: inout PackedValueCursor,
    _ body: (Int, inout PackedValueCursor) throws(CanonicalError) -> Void
  ) throws(CanonicalError) {
    guard try cursor.count() == count else { throw cursor.error }
    try packed.reading { base, _ throws(CanonicalError) in
      var place = 0
      while place < count {
        // An item ends where its form says: values whose bytes are the same are the same.
        let start = offsets[place]
        let same = start + Self.commonPrefix(base[start...], cursor.rest)
        var next = place
        while next < count, offsets[next + 1] <= same { next += 1 }
        cursor.skip(bytes: offsets[next] - start)
        place = next
        if place < count {
          try body(place, &cursor)
          place += 1
        }
      }
    }
  }

  /// How many bytes two sequences have in common at their start.
  private static func commonPrefix(
    _ one: Slice<UnsafeBufferPointer<UInt8>>,
    _ other: Slice<UnsafeBufferPointer<UInt8>>
  ) -> Int {
    let (one, other) = (UnsafeRawBufferPointer(one.rebased), UnsafeRawBufferPointer(other.rebased))
    let count = min(one.count, other.count)
    var same = 0
    while same + 8 <= count {
      let different =
        one.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
        ^ other.loadUnaligned(fromByteOffset: same, as: UInt64.self).littleEndian
      if different != 0 { return same + different.trailingZeroBitCount / 8 }
      same += 8
    }
    while same < count, one[same] == other[same] { same += 1 }
    return same
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  fileprivate var rebased: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: self) }
}
