/// Register lists that one reader met: documents that follow each other mostly have the same.
final class KnownRegisterLists {
  /// How many are kept, those met last.
  private static let limit = 32

  private var lists: [(encoded: [UInt8], list: RegisterList)] = []

  /// Reads the list that a decoder stands at.
  func read(_ decoder: inout CBORDecoder) throws(CBORError) -> RegisterList {
    // An item ends where its form says: bytes that begin with the form of a list are that list.
    for (place, known) in lists.enumerated().reversed() {
      let found = try decoder.skipFaultlessItem { bytes, range in
        let end = range.lowerBound + known.encoded.count
        guard end <= range.upperBound, bytes[range.lowerBound..<end].elementsEqual(known.encoded)
        else { return nil }
        return end
      }
      guard found != nil else { continue }
      if place != lists.count - 1 { lists.append(lists.remove(at: place)) }
      return known.list
    }
    let start = decoder.offset
    let list = try RegisterList(from: &decoder)
    if lists.count == Self.limit { lists.removeFirst() }
    lists.append((Array(decoder.bytes[start..<decoder.offset]), list))
    return list
  }
}
