import Testing

@testable import MigrationState

@Suite("Refusing what is not deterministic CBOR")
struct CBORDecoderErrorTests {
  static let malformed: [(hex: String, offset: Int, reason: CBORError.Reason)] = [
    ("", 0, .truncated(needed: 1, available: 0)),
    ("18", 1, .truncated(needed: 1, available: 0)),
    ("1901", 1, .truncated(needed: 2, available: 1)),
    ("1a010203", 1, .truncated(needed: 4, available: 3)),
    ("1b01020304050607", 1, .truncated(needed: 8, available: 7)),
    ("420a", 1, .truncated(needed: 2, available: 1)),
    ("62c3", 1, .truncated(needed: 2, available: 1)),
    ("5bffffffffffffffff", 9, .truncated(needed: .max, available: 0)),
    ("7b7fffffffffffffff", 9, .truncated(needed: .max >> 1, available: 0)),
    ("8201", 0, .tooManyItems(count: 2)),
    ("9bffffffffffffffff00", 0, .tooManyItems(count: .max)),
    ("bb80000000000000000000", 0, .tooManyItems(count: 1 << 63)),
    ("a101", 0, .tooManyItems(count: 1)),
    ("8143", 2, .truncated(needed: 3, available: 0)),
    ("820118", 3, .truncated(needed: 1, available: 0)),
    ("1800", 0, .notShortest),
    ("1817", 0, .notShortest),
    ("190000", 0, .notShortest),
    ("1900ff", 0, .notShortest),
    ("1a0000ffff", 0, .notShortest),
    ("1b00000000ffffffff", 0, .notShortest),
    ("3817", 0, .notShortest),
    ("5800", 0, .notShortest),
    ("780161", 0, .notShortest),
    ("9800", 0, .notShortest),
    ("b800", 0, .notShortest),
    ("d80000", 0, .notShortest),
    ("82001817", 2, .notShortest),
    ("1c", 0, .reserved),
    ("3d", 0, .reserved),
    ("5e", 0, .reserved),
    ("7c", 0, .reserved),
    ("9d", 0, .reserved),
    ("be", 0, .reserved),
    ("dc", 0, .reserved),
    ("fc", 0, .reserved),
    ("fe", 0, .reserved),
    ("1f", 0, .indefiniteLength),
    ("3f", 0, .indefiniteLength),
    ("df00", 0, .indefiniteLength),
    ("8200ff", 2, .indefiniteLength),
    ("f814", 0, .unsupported(0xF8)),
    ("f818", 0, .unsupported(0xF8)),
    ("f3", 0, .unsupported(0xF3)),
    ("e0", 0, .unsupported(0xE0)),
    ("61ff", 0, .invalidUTF8),
    ("62c0af", 0, .invalidUTF8),
    ("63eda080", 0, .invalidUTF8),
    ("820061ff", 2, .invalidUTF8),
    ("a201000100", 3, .duplicateKey),
    ("a202000100", 3, .unsortedKey),
    ("a2616200616100", 4, .unsortedKey),
    ("a2616100616100", 4, .duplicateKey),
    ("a262616100616200", 5, .unsortedKey),
    ("a2200000f6", 3, .unsortedKey),
    ("a2181800170000", 4, .unsortedKey),
    ("a3010002a202000100 0300", 7, .unsortedKey),
    ("a2820102008201 0100", 5, .unsortedKey),
    ("a2c10200c10100", 4, .unsortedKey),
    ("81a2010001f6", 4, .duplicateKey),
    ("0000", 1, .trailingBytes(1)),
    ("8000", 1, .trailingBytes(1)),
    ("4000ff00", 1, .trailingBytes(3)),
  ]

  @Test("malformed bytes are refused with their exact offset", arguments: malformed)
  func refuses(hex: String, offset: Int, reason: CBORError.Reason) {
    let encoded = bytes(hex: hex)
    let expected = CBORError(offset: offset, reason: reason)
    let read = #expect(throws: CBORError.self) { try CBORItem(only: encoded) }
    #expect(read == expected)
    let skipped = #expect(throws: CBORError.self) {
      var decoder = CBORDecoder(encoded)
      _ = try decoder.skipItem()
      try decoder.finish()
    }
    #expect(skipped == expected)
  }

  @Test("nesting is accepted up to the limit and not beyond", arguments: ["81", "a100", "c1"])
  func nesting(opening: String) throws {
    let limit = CBORDecoder.nestingLimit
    #expect(limit == 16)
    let head = bytes(hex: opening)
    for end: [UInt8] in [[0x00], [0x80], [0xA0]] {
      let levels = limit - (end == [0x00] ? 0 : 1)
      let deep = Array(repeatElement(head, count: levels).joined()) + end
      #expect(try CBORItem(only: deep).encoded() == deep)
      let error = CBORError(
        offset: limit * head.count,
        reason: .nestedTooDeeply(limit: limit)
      )
      #expect(throws: error) { try CBORItem(only: head + deep) }
      var decoder = CBORDecoder(head + deep)
      #expect(throws: error) { try decoder.skipItem() }
    }
  }

  @Test("nesting is counted by depth, not by the number of arrays")
  func siblings() throws {
    let many = [0x98, 200] + Array(repeatElement([0x81, 0x80] as [UInt8], count: 200).joined())
    #expect(try CBORItem(only: many).encoded() == many)
  }

  @Test("an item of another type is named, and what was expected")
  func types() throws {
    let samples: [(String, CBORType)] = [
      ("00", .unsigned), ("20", .negative), ("40", .bytes), ("60", .text), ("80", .array),
      ("a0", .map), ("c000", .tag), ("f4", .bool), ("f6", .null),
    ]
    let readers: [(CBORType, (inout CBORDecoder) throws(CBORError) -> Void)] = [
      (.unsigned, { decoder throws(CBORError) in _ = try decoder.readUInt() }),
      (.bytes, { decoder throws(CBORError) in _ = try decoder.readBytes() }),
      (.text, { decoder throws(CBORError) in _ = try decoder.readText() }),
      (.array, { decoder throws(CBORError) in _ = try decoder.readArrayHeader() }),
      (.map, { decoder throws(CBORError) in _ = try decoder.readMapHeader() }),
      (.tag, { decoder throws(CBORError) in _ = try decoder.readTag() }),
      (.bool, { decoder throws(CBORError) in _ = try decoder.readBool() }),
      (.null, { decoder throws(CBORError) in try decoder.readNull() }),
      (.map, { decoder throws(CBORError) in try decoder.readMap { _ in } }),
      (.array, { decoder throws(CBORError) in _ = try decoder.readArray { _ in } }),
    ]
    for (hex, found) in samples {
      for (expected, read) in readers {
        var decoder = CBORDecoder(bytes(hex: hex))
        #expect(try decoder.peekType() == found)
        if expected == found {
          try read(&decoder)
        } else {
          #expect(
            throws: CBORError(
              offset: 0,
              reason: .unexpectedType(expected: expected, found: found)
            )
          ) { try read(&decoder) }
        }
      }
    }
    var decoder = CBORDecoder([0x60])
    #expect(
      throws: CBORError(offset: 0, reason: .unexpectedType(expected: .unsigned, found: .text))
    ) { try decoder.readInt() }
  }

  @Test(
    "every reason says what is wrong",
    arguments: [
      (.truncated(needed: 4, available: 3), "4 bytes needed, 3 left"),
      (.unexpectedType(expected: .map, found: .text), "expected a map, found a text string"),
      (.noItemLeft, "fewer items than expected"),
      (.unsupported(0xF7), "an unsupported item (initial byte 247)"),
      (.tooManyItems(count: 9), "9 elements announced, more than bytes are left"),
      (.nestedTooDeeply(limit: 16), "nested more than 16 levels deep"),
      (.unreadItems(2), "2 items more than expected"),
      (.trailingBytes(3), "3 bytes after the last item"),
      (.other("own words"), "own words"),
    ] as [(CBORError.Reason, String)]
  )
  func wording(reason: CBORError.Reason, text: String) {
    #expect(reason.description == text)
    #expect(CBORError(offset: 17, reason: reason).description == "offset 17: \(text)")
  }
}
