import ArmArchitecture

extension PackedRegisterValues {
  /// One value, not unpacked further.
  public enum Selected: Sendable {
    /// The value of a register of at most 64 bits.
    case word(UInt64)
    /// The bytes of a wider one, highest first, without those that lead zero.
    case wide(ArraySlice<UInt8>)
  }

  /// Calls a body with the values at some places, which ascend.
  ///
  /// Everything between is stepped over: where few registers matter, this is many times faster than
  /// ``registers(in:)``, and checks less.
  ///
  /// - Parameters:
  ///   - places: places in the list of registers.
  ///   - body: takes an index of `places` and the value there.
  /// - Throws: `CanonicalError` when the bytes end too early, or hold something else than integers
  ///   and byte strings up to the last place.
  /// - Complexity: O(*n*) in the registers, a few nanoseconds each.
  public func select(
    _ places: [Int],
    _ body: (Int, Selected) -> Void
  ) throws(CanonicalError) {
    guard !places.isEmpty else { return }
    try reading { bytes, cursor throws(CanonicalError) in
      let count = try cursor.count()
      var place = 0
      for (index, wanted) in places.enumerated() {
        guard wanted >= place, wanted < count else { throw cursor.error }
        while place < wanted {
          _ = try cursor.skip()
          place += 1
        }
        let (word, range) = try cursor.value()
        body(index, range.map { .wide(self.bytes[$0]) } ?? .word(word))
        place += 1
      }
    }
  }

  /// Divides the values into those at some places and the others, each packed in their order.
  ///
  /// - Parameter isFirst: of every place, whether it is one of the first kind.
  /// - Returns: the values of the first kind and the others.
  /// - Throws: `CanonicalError` when there are not as many values.
  /// - Complexity: O(*n*) in the registers; no value is decoded.
  public func divided(
    by isFirst: [Bool]
  ) throws(CanonicalError) -> (PackedRegisterValues, PackedRegisterValues) {
    let firsts = isFirst.reduce(0) { $0 + ($1 ? 1 : 0) }
    var first = CBOREncoder()
    var second = CBOREncoder()
    first.reserveCapacity(9 * firsts + 9)
    second.reserveCapacity(bytes.count)
    first.writeArrayHeader(firsts)
    second.writeArrayHeader(isFirst.count - firsts)
    try reading { bytes, cursor throws(CanonicalError) in
      guard try cursor.count() == isFirst.count else { throw cursor.error }
      // Neighbours mostly are of one kind: they are copied together.
      var start = cursor.offset
      for (place, kind) in isFirst.enumerated() {
        _ = try cursor.skip()
        if place + 1 < isFirst.count, isFirst[place + 1] == kind { continue }
        let run = UnsafeBufferPointer(rebasing: bytes[start..<cursor.offset])
        if kind { first.append(run) } else { second.append(run) }
        start = cursor.offset
      }
      guard cursor.isAtEnd else { throw cursor.error }
    }
    return (PackedRegisterValues(bytes: first.bytes), PackedRegisterValues(bytes: second.bytes))
  }

  /// Puts divided values together again.
  ///
  /// - Parameters:
  ///   - first: the values at the places of the first kind, in their order.
  ///   - second: the values at the others.
  ///   - isFirst: of every place, whether it is one of the first kind.
  /// - Throws: `CanonicalError` when there are not as many values of each.
  public init(
    _ first: PackedRegisterValues,
    _ second: PackedRegisterValues,
    by isFirst: [Bool]
  ) throws(CanonicalError) {
    var whole = CBOREncoder()
    whole.reserveCapacity(first.bytes.count + second.bytes.count)
    whole.writeArrayHeader(isFirst.count)
    try first.reading { one, first throws(CanonicalError) in
      try second.reading { two, second throws(CanonicalError) in
        guard try first.count() + second.count() == isFirst.count else { throw first.error }
        for kind in isFirst {
          let value = try kind ? one[first.skip()] : two[second.skip()]
          whole.append(UnsafeBufferPointer(rebasing: value))
        }
        guard first.isAtEnd, second.isAtEnd else { throw first.error }
      }
    }
    self.init(bytes: whole.bytes)
  }

  /// Runs a body with a cursor at the start.
  func reading<Result>(
    _ body: (UnsafeBufferPointer<UInt8>, inout PackedValueCursor) throws(CanonicalError) -> Result
  ) throws(CanonicalError) -> Result {
    try bytes.withUnsafeBufferPointer { buffer throws(CanonicalError) in
      var cursor = PackedValueCursor(buffer)
      return try body(buffer, &cursor)
    }
  }
}
