import ArmArchitecture

/// The register lists that a content begins with, while what refers to them is read.
struct RegisterListReader {
  private let lists: [KnownRegisterList]
  private let start: Int
  private var isUsed: [Bool]

  /// Reads the lists and checks that they ascend.
  init(from decoder: inout CBORDecoder, _ known: KnownRegisterLists) throws(CBORError) {
    start = decoder.offset
    var previous: ArraySlice<UInt8> = []
    lists = try decoder.readArray { decoder throws(CBORError) in
      let offset = decoder.offset
      let list = try known.read(&decoder)
      let encoded = decoder.bytes[offset..<decoder.offset]
      guard previous.lexicographicallyPrecedes(encoded) else {
        throw CBORError(offset: offset, reason: .other("a register list out of order"))
      }
      previous = encoded
      return list
    }
    isUsed = lists.map { _ in false }
  }

  /// Reads `[list, values]`.
  mutating func registers(_ decoder: inout CBORDecoder) throws(CBORError) -> RegisterState {
    try CanonicalRead.tuple(2, &decoder)
    return try decoder.readRegisterValues(of: try list(&decoder).list)
  }

  /// Reads `[list, values]` and leaves the values packed.
  mutating func packed(
    _ decoder: inout CBORDecoder
  ) throws(CBORError) -> (list: RegisterList, values: PackedRegisterValues) {
    try CanonicalRead.tuple(2, &decoder)
    let known = try list(&decoder)
    let range = try decoder.skipRegisterValues(of: known)
    return (known.list, PackedRegisterValues(bytes: Array(decoder.bytes[range])))
  }

  /// Reads `[list, words…]`, with one array of numbers a column.
  mutating func columns(
    _ count: Int,
    _ decoder: inout CBORDecoder
  ) throws(CBORError) -> [(id: RegisterID, values: [UInt64])] {
    try CanonicalRead.tuple(1 + count, &decoder)
    var rows = try list(&decoder).list.ids.map { (id: $0, values: [UInt64]()) }
    for _ in 0..<count {
      let offset = decoder.offset
      let column = try decoder.readArray { decoder throws(CBORError) in try decoder.readUInt() }
      guard column.count == rows.count else {
        throw CBORError(offset: offset, reason: .other("not one value a register"))
      }
      for place in rows.indices { rows[place].values.append(column[place]) }
    }
    return rows
  }

  /// Checks that every list was referred to.
  func finish() throws(CBORError) {
    guard isUsed.allSatisfy({ $0 }) else {
      throw CBORError(offset: start, reason: .other("a register list that nothing uses"))
    }
  }

  private mutating func list(_ decoder: inout CBORDecoder) throws(CBORError) -> KnownRegisterList {
    let offset = decoder.offset
    guard let place = Int(exactly: try decoder.readUInt()), place < lists.count else {
      throw CBORError(offset: offset, reason: .other("a register list that is not there"))
    }
    isUsed[place] = true
    return lists[place]
  }
}
