/// Names of encodings, found by their bytes and by what they name.
///
/// A dictionary of texts costs as much to fill as all other tables: this is three flat arrays and
/// the bytes of the names.
struct NameIndex: Sendable {
  private struct Entry: Sendable {
    /// Where the name stands in ``bytes``.
    let start: Int
    let count: Int
    let encoding: Encoding
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// By hash of the name, places in ``entries``; −1 is free.
  private var byName: [Int16]
  /// The places of the names that output prints.
  private var byEncoding: EncodingPlaces

  /// An index without names, with room for `capacity` of them.
  init(capacity: Int) {
    var slots = 1
    while slots < 2 * capacity { slots *= 2 }
    byName = [Int16](repeating: -1, count: slots)
    byEncoding = EncodingPlaces(capacity: capacity)
    bytes.reserveCapacity(16 * capacity)
    entries.reserveCapacity(capacity)
  }

  // MARK: Filling

  /// Adds a name, `isPrinted` when it is the one that the encoding is printed by; false when the
  /// index has the name already, or another to print the encoding by.
  ///
  /// - Precondition: there is room for it.
  mutating func add(
    _ name: UnsafeBufferPointer<UInt8>,
    of encoding: Encoding,
    isPrinted: Bool
  ) -> Bool {
    precondition(2 * entries.count < byName.count, "more names than there is room for")
    let slot = slot(of: name)
    guard byName[slot] < 0 else { return false }
    let place = Int16(entries.count)
    entries.append(Entry(start: bytes.count, count: name.count, encoding: encoding))
    bytes += name
    byName[slot] = place
    return !isPrinted || byEncoding.add(encoding, Int(place))
  }

  // MARK: Finding

  /// The encodings that have a name to be printed, in the order in which they were added.
  var encodings: [Encoding] {
    entries.indices.filter { byEncoding[entries[$0].encoding] == $0 }.map { entries[$0].encoding }
  }

  /// The encoding of a name; nil when the name is unknown.
  ///
  /// - Complexity: O(1).
  func encoding(named name: UnsafeBufferPointer<UInt8>) -> Encoding? {
    let place = byName[slot(of: name)]
    return place < 0 ? nil : entries[Int(place)].encoding
  }

  /// The name that an encoding is printed by; nil when it has none.
  ///
  /// - Complexity: O(1).
  func name(of encoding: Encoding) -> String? {
    guard let place = byEncoding[encoding] else { return nil }
    let entry = entries[place]
    return String(decoding: bytes[entry.start..<entry.start + entry.count], as: UTF8.self)
  }

  /// Where a name stands in ``byName``, or would.
  private func slot(of name: UnsafeBufferPointer<UInt8>) -> Int {
    // FNV-1a: the names are the program's own, so that nobody can choose them to collide.
    var hash: UInt32 = 0x811c_9dc5
    for byte in name { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    var slot = Int(hash) & (byName.count - 1)
    while byName[slot] >= 0, !isName(name, Int(byName[slot])) {
      slot = (slot + 1) & (byName.count - 1)
    }
    return slot
  }

  private func isName(_ name: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
    let entry = entries[place]
    guard entry.count == name.count else { return false }
    for index in 0..<entry.count where bytes[entry.start + index] != name[index] { return false }
    return true
  }
}
