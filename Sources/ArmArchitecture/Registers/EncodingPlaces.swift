/// A number for each of some encodings, found without the hashing of dictionaries: table look-ups ask
/// thousands of times.
struct EncodingPlaces: Sendable {
  /// By hash of the encoding, encoding and number; a negative number is free.
  private var slots: [(encoding: Encoding, place: Int16)]
  private var count = 0

  /// No encoding, with room for `capacity` of them.
  init(capacity: Int) {
    var size = 1
    while size < 2 * capacity { size *= 2 }
    slots = Array(repeating: (Encoding(packed: 0), -1), count: size)
  }

  /// The number of an encoding; nil when it has none.
  ///
  /// - Complexity: O(1).
  subscript(encoding: Encoding) -> Int? {
    let place = slots[slot(of: encoding)].place
    return place < 0 ? nil : Int(place)
  }

  /// Gives an encoding a number, not negative; false when it has one.
  ///
  /// - Precondition: there is room for it.
  mutating func add(_ encoding: Encoding, _ place: Int) -> Bool {
    precondition(2 * count < slots.count, "more encodings than there is room for")
    let slot = slot(of: encoding)
    guard slots[slot].place < 0 else { return false }
    slots[slot] = (encoding, Int16(place))
    count += 1
    return true
  }

  /// Where an encoding stands, or would.
  private func slot(of encoding: Encoding) -> Int {
    var slot = Int((UInt32(encoding.packed) &* 0x9e37_79b1) >> 16) & (slots.count - 1)
    while slots[slot].place >= 0, slots[slot].encoding != encoding {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }
}
