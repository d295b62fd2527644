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
    var cursor = Cursor(bytes: bytes)
    let (type, count) = try cursor.head()
    guard type == 4 else { throw cursor.error }
    var place = 0
    for (index, wanted) in places.enumerated() {
      guard wanted >= place, UInt64(wanted) < count else { throw cursor.error }
      while place < wanted {
        try cursor.skip()
        place += 1
      }
      body(index, try cursor.value())
      place += 1
    }
  }

  /// Where the next item begins.
  private struct Cursor {
    let bytes: [UInt8]
    var offset = 0

    /// The error at the next item.
    var error: CanonicalError {
      CanonicalError(
        offset: offset,
        reason: .malformed(.other("these are not the values of a list of registers"))
      )
    }

    /// The major type of an item and its argument.
    mutating func head() throws(CanonicalError) -> (type: UInt8, argument: UInt64) {
      guard offset < bytes.count else { throw error }
      let byte = bytes[offset]
      let small = byte & 0x1f
      offset += 1
      if small < 24 { return (byte >> 5, UInt64(small)) }
      guard small < 28 else { throw error }
      let width = 1 << Int(small - 24)
      guard bytes.count - offset >= width else { throw error }
      var argument: UInt64 = 0
      for place in offset..<(offset + width) { argument = argument << 8 | UInt64(bytes[place]) }
      offset += width
      return (byte >> 5, argument)
    }

    mutating func value() throws(CanonicalError) -> Selected {
      let (type, argument) = try head()
      switch type {
      case 0: return .word(argument)
      case 2:
        let start = offset
        try step(argument)
        return .wide(bytes[start..<offset])
      default: throw error
      }
    }

    /// Steps over an item.
    mutating func skip() throws(CanonicalError) {
      guard offset < bytes.count else { throw error }
      // Most values are small.
      if bytes[offset] < 24 {
        offset += 1
        return
      }
      let (type, argument) = try head()
      switch type {
      case 0: break
      case 2: try step(argument)
      default: throw error
      }
    }

    private mutating func step(_ count: UInt64) throws(CanonicalError) {
      guard count <= UInt64(bytes.count - offset) else { throw error }
      offset += Int(count)
    }
  }
}
