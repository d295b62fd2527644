import Testing

@testable import MigrationState

@Suite("The examples of RFC 8949, appendix A")
struct CBORVectorTests {
  struct Vector: Sendable, CustomTestStringConvertible {
    let hex: String
    let item: CBORItem

    init(_ hex: String, _ item: CBORItem) {
      self.hex = hex
      self.item = item
    }

    var testDescription: String { hex }
  }

  static func text(_ text: String) -> CBORItem { .text(Array(text.utf8)) }

  static let numbers: [Vector] = [
    Vector("00", .unsigned(0)),
    Vector("01", .unsigned(1)),
    Vector("0a", .unsigned(10)),
    Vector("17", .unsigned(23)),
    Vector("1818", .unsigned(24)),
    Vector("1819", .unsigned(25)),
    Vector("1864", .unsigned(100)),
    Vector("18ff", .unsigned(255)),
    Vector("190100", .unsigned(256)),
    Vector("1903e8", .unsigned(1000)),
    Vector("19ffff", .unsigned(65535)),
    Vector("1a00010000", .unsigned(65536)),
    Vector("1a000f4240", .unsigned(1_000_000)),
    Vector("1affffffff", .unsigned(4_294_967_295)),
    Vector("1b0000000100000000", .unsigned(4_294_967_296)),
    Vector("1b000000e8d4a51000", .unsigned(1_000_000_000_000)),
    Vector("1bffffffffffffffff", .unsigned(18_446_744_073_709_551_615)),
    Vector("20", .negative(0)),
    Vector("29", .negative(9)),
    Vector("3863", .negative(99)),
    Vector("3903e7", .negative(999)),
    Vector("3b7fffffffffffffff", .negative(0x7FFF_FFFF_FFFF_FFFF)),
    Vector("f4", .bool(false)),
    Vector("f5", .bool(true)),
    Vector("f6", .null),
  ]

  static let composites: [Vector] = [
    Vector("c074323031332d30332d32315432303a30343a30305a", .tag(0, text("2013-03-21T20:04:00Z"))),
    Vector("c11a514b67b0", .tag(1, .unsigned(1_363_896_240))),
    Vector("c249010000000000000000", .tag(2, .bytes([1, 0, 0, 0, 0, 0, 0, 0, 0]))),
    Vector("d74401020304", .tag(23, .bytes([1, 2, 3, 4]))),
    Vector("d818456449455446", .tag(24, .bytes([0x64, 0x49, 0x45, 0x54, 0x46]))),
    Vector(
      "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
      .tag(32, text("http://www.example.com"))
    ),
    Vector("40", .bytes([])),
    Vector("4401020304", .bytes([1, 2, 3, 4])),
    Vector("60", text("")),
    Vector("6161", text("a")),
    Vector("6449455446", text("IETF")),
    Vector("62225c", text("\"\\")),
    Vector("62c3bc", text("\u{FC}")),
    Vector("63e6b0b4", text("\u{6C34}")),
    Vector("64f0908591", text("\u{10151}")),
    Vector("80", .array([])),
    Vector("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
    Vector(
      "8301820203820405",
      .array([
        .unsigned(1), .array([.unsigned(2), .unsigned(3)]), .array([.unsigned(4), .unsigned(5)]),
      ])
    ),
    Vector(
      "98190102030405060708090a0b0c0d0e0f101112131415161718181819",
      .array((1...25).map { .unsigned($0) })
    ),
    Vector("a0", .map([], [])),
    Vector(
      "a201020304",
      .map([.unsigned(1), .unsigned(3)], [.unsigned(2), .unsigned(4)])
    ),
    Vector(
      "a26161016162820203",
      .map([text("a"), text("b")], [.unsigned(1), .array([.unsigned(2), .unsigned(3)])])
    ),
    Vector("826161a161626163", .array([text("a"), .map([text("b")], [text("c")])])),
    Vector(
      "a56161614161626142616361436164614461656145",
      .map(["a", "b", "c", "d", "e"].map(text), ["A", "B", "C", "D", "E"].map(text))
    ),
  ]

  @Test("an example of a supported type is decoded and encoded", arguments: numbers + composites)
  func supported(_ vector: Vector) throws {
    let encoded = bytes(hex: vector.hex)
    #expect(try CBORItem(only: encoded) == vector.item)
    #expect(try vector.item.encoded() == encoded)
    var decoder = CBORDecoder(encoded)
    #expect(try decoder.skipItem() == encoded.indices)
    #expect(decoder.isAtEnd)
  }

  @Test(
    "signed integers are read as such",
    arguments: [
      ("00", 0), ("1903e8", 1000), ("20", -1), ("3903e7", -1000),
      ("1b7fffffffffffffff", .max), ("3b7fffffffffffffff", .min),
    ] as [(String, Int64)]
  )
  func signed(hex: String, value: Int64) throws {
    var decoder = CBORDecoder(bytes(hex: hex))
    #expect(try decoder.readInt() == value)
    var encoder = CBOREncoder()
    encoder.writeInt(value)
    #expect(encoder.bytes == bytes(hex: hex))
  }

  @Test(
    "an integer beyond 64 bits with a sign is out of range for it, not malformed",
    arguments: ["1bffffffffffffffff", "3bffffffffffffffff", "3b8000000000000000"]
  )
  func wideIntegers(hex: String) throws {
    var decoder = CBORDecoder(bytes(hex: hex))
    let error = #expect(throws: CBORError.self) { try decoder.readInt() }
    #expect(error == CBORError(offset: 0, reason: .integerOutOfRange))
    var skipper = CBORDecoder(bytes(hex: hex))
    #expect(try skipper.skipItem() == 0..<9)
  }

  @Test(
    "an example of an unsupported type is refused",
    arguments: [
      "f90000", "f93c00", "fb3ff199999999999a", "fa47c35000", "f97c00", "f97e00",
      "fb7ff0000000000000", "f7", "f0", "f8ff",
    ]
  )
  func unsupported(hex: String) {
    let encoded = bytes(hex: hex)
    let error = #expect(throws: CBORError.self) { try CBORItem(only: encoded) }
    #expect(error == CBORError(offset: 0, reason: .unsupported(encoded[0])))
  }

  @Test(
    "an example of indefinite length is refused",
    arguments: [
      "5f42010243030405ff", "7f657374726561646d696e67ff", "9fff", "9f018202039f0405ffff",
      "bf61610161629f0203ffff", "ff",
    ]
  )
  func indefinite(hex: String) {
    let error = #expect(throws: CBORError.self) { try CBORItem(only: bytes(hex: hex)) }
    #expect(error == CBORError(offset: 0, reason: .indefiniteLength))
  }
}
