import Testing

@testable import MigrationState

@Suite("Reading CBOR item by item")
struct CBORDecoderTests {
  @Test("a map with text keys is read by name")
  func textMap() throws {
    var decoder = CBORDecoder(bytes(hex: "a3 616107 616282f5f6 626161 4101"))
    var seen: [String] = []
    try decoder.readTextKeyedMap { key, decoder throws(CBORError) in
      switch key {
      case "a": seen.append("a=\(try decoder.readUInt())")
      case "b":
        #expect(try decoder.readArrayHeader() == 2)
        seen.append("b=\(try decoder.readBool())")
        try decoder.readNull()
      default: seen.append("\(key)=\(Array(try decoder.readBytes()))")
      }
    }
    #expect(seen == ["a=7", "b=true", "aa=[1]"])
    #expect(decoder.isAtEnd)
    try decoder.finish()
  }

  @Test("a map with unsigned keys is read by number, and refuses a text key")
  func uintMap() throws {
    var decoder = CBORDecoder(bytes(hex: "a2 01f5 1818f4"))
    var seen: [UInt64: Bool] = [:]
    try decoder.readUIntKeyedMap { key, decoder throws(CBORError) in
      seen[key] = try decoder.readBool()
    }
    #expect(seen == [1: true, 24: false])
    var other = CBORDecoder(bytes(hex: "a2 01f5 6161f4"))
    #expect(
      throws: CBORError(offset: 3, reason: .unexpectedType(expected: .unsigned, found: .text))
    ) {
      try other.readUIntKeyedMap { _, decoder throws(CBORError) in _ = try decoder.readBool() }
    }
  }

  @Test("a map read from its header has its keys checked too")
  func mapHeader() throws {
    var decoder = CBORDecoder(bytes(hex: "a2 0200 0100"))
    #expect(try decoder.readMapHeader() == 2)
    #expect(try decoder.readUInt() == 2)
    #expect(try decoder.readUInt() == 0)
    #expect(!decoder.isAtEnd)
    #expect(throws: CBORError(offset: 3, reason: .unsortedKey)) { try decoder.readUInt() }
  }

  @Test("a closure cannot leave anything of its element unread")
  func unread() {
    let nested = bytes(hex: "82 820102 820304")
    var first = CBORDecoder(nested)
    #expect(throws: CBORError(offset: 1, reason: .unreadItems(1))) {
      try first.readArray { _ in }
    }
    var second = CBORDecoder(nested)
    #expect(throws: CBORError(offset: 3, reason: .unreadItems(1))) {
      try second.readArray { decoder throws(CBORError) in
        #expect(try decoder.readArrayHeader() == 2)
        _ = try decoder.readUInt()
      }
    }
    var third = CBORDecoder(bytes(hex: "a1 01 02"))
    #expect(throws: CBORError(offset: 2, reason: .unreadItems(1))) {
      try third.readMap { decoder throws(CBORError) in _ = try decoder.readUInt() }
    }
  }

  @Test("a closure cannot read past its element, not even into the next one")
  func overread() throws {
    var array = CBORDecoder(bytes(hex: "82 01 02"))
    #expect(throws: CBORError(offset: 2, reason: .noItemLeft)) {
      try array.readArray { decoder throws(CBORError) in
        _ = try decoder.readUInt()
        #expect(try decoder.peekType() == nil)
        #expect(!decoder.isAtEnd)
        _ = try decoder.readUInt()
      }
    }
    var map = CBORDecoder(bytes(hex: "a1 01 02 03"))
    #expect(throws: CBORError(offset: 3, reason: .noItemLeft)) {
      try map.readMap { decoder throws(CBORError) in
        for _ in 0..<3 { _ = try decoder.readUInt() }
      }
    }
  }

  @Test("finishing inside of an array is an error")
  func unfinished() throws {
    var decoder = CBORDecoder(bytes(hex: "83 01 02 03"))
    _ = try decoder.readArrayHeader()
    _ = try decoder.readUInt()
    #expect(throws: CBORError(offset: 2, reason: .unreadItems(2))) { try decoder.finish() }
    _ = try decoder.readUInt()
    _ = try decoder.readUInt()
    try decoder.finish()
  }

  @Test("a sequence is taken apart item by item, with absolute offsets")
  func sequence() throws {
    let items = ["01", "a1 6161 8102", "c1 1818", "80", "a0", "6161", "82 a0 80"].map {
      bytes(hex: $0)
    }
    let all = Array(items.joined())
    var decoder = CBORDecoder(all)
    var ranges: [Range<Int>] = []
    while !decoder.isAtEnd {
      #expect(decoder.offset == ranges.last?.upperBound ?? 0)
      ranges.append(try decoder.skipItem())
    }
    #expect(ranges.map { Array(all[$0]) } == items)
    #expect(try decoder.peekType() == nil)

    var second = CBORDecoder(all, in: ranges[1])
    #expect(second.offset == ranges[1].lowerBound)
    let value = try CBORItem(from: &second)
    try second.finish()
    #expect(try value.encoded() == items[1])

    var cut = CBORDecoder(all, in: ranges[2].lowerBound..<ranges[2].upperBound - 1)
    #expect(
      throws: CBORError(
        offset: ranges[2].upperBound - 1,
        reason: .truncated(needed: 1, available: 0)
      )
    ) { try cut.skipItem() }
  }

  @Test("an item can be skipped inside of an array and of a map")
  func skipping() throws {
    var decoder = CBORDecoder(bytes(hex: "a2 01 8301a080 02 c0c100"))
    var ranges: [Range<Int>] = []
    try decoder.readUIntKeyedMap { _, decoder throws(CBORError) in
      ranges.append(try decoder.skipItem())
    }
    #expect(ranges == [2..<6, 7..<10])
    #expect(decoder.isAtEnd)
  }

  @Test("a range outside of the buffer is clamped to it")
  func clamping() throws {
    var decoder = CBORDecoder([0x01], in: 0..<100)
    #expect(try decoder.readUInt() == 1)
    #expect(decoder.isAtEnd)
    #expect(CBORDecoder([0x01], in: 50..<100).isAtEnd)
  }
}
