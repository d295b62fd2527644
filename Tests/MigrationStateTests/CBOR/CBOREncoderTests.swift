import TestSupport
import Testing

@testable import MigrationState

@Suite("Writing CBOR")
struct CBOREncoderTests {
  @Test("keys come in the bytewise order of their encoding, whatever order they were added in")
  func mapOrder() throws {
    // The example of RFC 8949 section 4.2.1, as far as our keys go.
    let sorted: [CBORItem] = [
      .unsigned(10), .unsigned(100), .unsigned(1000), .text(Array("z".utf8)),
      .text(Array("aa".utf8)), .text(Array(repeating: 0x61, count: 24)),
    ]
    var random = SeededGenerator(seed: 1)
    for _ in 0..<50 {
      let keys = sorted.shuffled(using: &random)
      let values = keys.map { CBORItem.array([$0]) }
      let decoded = try CBORItem(only: CBORItem.map(keys, values).encoded())
      #expect(decoded == .map(sorted, sorted.map { .array([$0]) }))
    }
  }

  @Test("a key that is added twice is refused, and nothing of its map is written")
  func duplicates() {
    var encoder = CBOREncoder()
    encoder.writeUInt(1000)
    #expect(throws: CBORError(offset: 3, reason: .duplicateKey)) {
      try encoder.writeMap { map throws(CBORError) in
        for key in ["b", "a", "b"] { map.add(key) { $0.writeNull() } }
      }
    }
    #expect(throws: CBORError(offset: 3, reason: .duplicateKey)) {
      try encoder.writeMap { map throws(CBORError) in
        for _ in 0..<2 { map.add(7) { $0.writeNull() } }
      }
    }
    #expect(encoder.bytes == [0x19, 0x03, 0xE8])
  }

  @Test("an error in a value leaves the map through its writer")
  func errorInValue() {
    var encoder = CBOREncoder()
    let error = CBORError(offset: 9, reason: .other("no"))
    #expect(throws: error) {
      try encoder.writeMap { map throws(CBORError) in
        try map.add("a") { encoder throws(CBORError) in
          encoder.writeNull()
          throw error
        }
      }
    }
    #expect(encoder.bytes.isEmpty)
  }

  @Test("lengths take their shortest form", arguments: [0, 1, 23, 24, 255, 256, 65535, 65536])
  func lengths(count: Int) throws {
    let headLength = count < 24 ? 1 : count < 256 ? 2 : count < 65536 ? 3 : 5
    for item in [
      CBORItem.bytes(Array(repeating: 7, count: count)),
      .text(Array(repeating: 0x61, count: count)),
      .array(Array(repeating: .null, count: count)),
    ] {
      let encoded = try item.encoded()
      #expect(encoded.count == headLength + count)
      #expect(try CBORItem(only: encoded) == item)
    }
  }

  @Test("every power of two and its neighbours survive, in their shortest form")
  func integers() throws {
    for shift in 0..<64 {
      let power = UInt64(1) << UInt64(shift)
      for value in [power - 1, power, power &+ 1, ~power] {
        var encoder = CBOREncoder()
        encoder.writeUInt(value)
        let expected =
          value < 24 ? 1 : value >> 8 == 0 ? 2 : value >> 16 == 0 ? 3 : value >> 32 == 0 ? 5 : 9
        #expect(encoder.bytes.count == expected)
        encoder.writeInt(Int64(bitPattern: value))
        var decoder = CBORDecoder(encoder.bytes)
        #expect(try decoder.readUInt() == value)
        #expect(try decoder.readInt() == Int64(bitPattern: value))
        try decoder.finish()
      }
    }
  }
}
