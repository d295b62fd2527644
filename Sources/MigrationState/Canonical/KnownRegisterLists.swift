import ArmArchitecture

/// Register lists that one reader met: documents that follow each other mostly have the same.
final class KnownRegisterLists {
  /// How many are kept, those met last.
  private static let limit = 32

  private var lists: [KnownRegisterList] = []

  /// Reads the list that a decoder stands at.
  func read(_ decoder: inout CBORDecoder) throws(CBORError) -> KnownRegisterList {
    for (place, known) in lists.enumerated().reversed() {
      guard try decoder.skipFaultlessItem(known.end) != nil else { continue }
      if place != lists.count - 1 { lists.append(lists.remove(at: place)) }
      return known
    }
    let start = decoder.offset
    let list = try RegisterList(from: &decoder)
    let known = KnownRegisterList(list, Array(decoder.bytes[start..<decoder.offset]))
    if lists.count == Self.limit { lists.removeFirst() }
    lists.append(known)
    return known
  }
}

/// One of them, with the values that it was met with first.
final class KnownRegisterList {
  /// The list.
  let list: RegisterList
  private let encoded: [UInt8]
  private let widths: [Int]
  private var base: BaseValues?

  init(_ list: RegisterList, _ encoded: [UInt8]) {
    self.list = list
    self.encoded = encoded
    widths = list.ids.map(\.width)
  }

  /// Where bytes that begin with the list's form go on; nil for others.
  ///
  /// An item ends where its form says: bytes that begin with the form of a list are that list.
  func end(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let end = range.lowerBound + encoded.count
    guard end <= range.upperBound, bytes[range.lowerBound..<end].elementsEqual(encoded) else {
      return nil
    }
    return end
  }

  /// Where bytes go on that begin with faultless values of the list; nil for others.
  ///
  /// Of values that are as in those met first nothing is checked a second time.
  func endOfValues(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var cursor = PackedValueCursor(bytes, from: range.lowerBound, to: range.upperBound)
    if let base {
      do throws(CanonicalError) {
        try base.forEachChange(in: bytes, &cursor) { place, cursor throws(CanonicalError) in
          guard cursor.skip(width: widths[place]) else { throw cursor.error }
        }
        return cursor.offset
      } catch {
        return nil
      }
    }
    guard (try? cursor.count()) == widths.count else { return nil }
    for width in widths {
      guard cursor.skip(width: width) else { return nil }
    }
    base = try? BaseValues(
      PackedRegisterValues(bytes: Array(bytes[range.lowerBound..<cursor.offset]))
    )
    return cursor.offset
  }
}

extension CBORDecoder {
  /// Steps over the values of the registers of a list, which are checked as if they were read.
  mutating func skipRegisterValues(of known: KnownRegisterList) throws(CBORError) -> Range<Int> {
    let start = offset
    if let faultless = try skipFaultlessItem(known.endOfValues) { return faultless }
    // This names the fault.
    _ = try readRegisterValues(of: known.list)
    return start..<offset
  }
}
