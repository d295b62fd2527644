import Testing

@testable import MigrationState

@Suite("Decoding JSON strictly")
struct JSONCursorTests {
  /// The value of the member `v` of a document, and the document around it.
  private func cursor(_ text: String) throws -> JSONCursor {
    var object = try JSONDocument(parsing: Array("{\n  \"v\": \(text)\n}".utf8)).cursor.object()
    return try object.required("v")
  }

  /// The reason why a value is refused; its path, place and rendering are checked here.
  private func reason<Value>(
    _ text: String,
    _ body: (JSONCursor) throws(DocumentError) -> Value,
    location: SourceLocation = #_sourceLocation
  ) throws -> DocumentError.Reason? {
    let cursor = try cursor(text)
    let error = #expect(throws: DocumentError.self, sourceLocation: location) {
      _ = try body(cursor)
    }
    #expect(error?.path == "$.v", sourceLocation: location)
    #expect(error?.value == text, sourceLocation: location)
    #expect(error?.line == 2, sourceLocation: location)
    #expect(error?.column == 8, sourceLocation: location)
    return error?.reason
  }

  static let samples: [(text: String, kind: JSONKind)] = [
    ("null", .null), ("true", .bool), ("1", .number), (#""0x1""#, .string), ("[]", .array),
    ("{}", .object),
  ]

  @Test("each accessor takes its own kind and refuses the five others", arguments: samples)
  func kinds(text: String, kind: JSONKind) throws {
    let accessors: [(JSONKind, (JSONCursor) throws(DocumentError) -> Void)] = [
      (.bool, { cursor throws(DocumentError) in _ = try cursor.bool() }),
      (.number, { cursor throws(DocumentError) in _ = try cursor.int(in: 0...9) }),
      (.string, { cursor throws(DocumentError) in _ = try cursor.string() }),
      (.string, { cursor throws(DocumentError) in _ = try cursor.hex() }),
      (.string, { cursor throws(DocumentError) in _ = try cursor.hexWords(bits: 128) }),
      (.array, { cursor throws(DocumentError) in _ = try cursor.array() }),
      (.object, { cursor throws(DocumentError) in _ = try cursor.object() }),
      (.object, { cursor throws(DocumentError) in _ = try cursor.members() }),
    ]
    for (expected, accessor) in accessors {
      if expected == kind {
        try accessor(cursor(text))
      } else {
        #expect(try reason(text, accessor) == .wrongType(expected: expected, found: kind))
      }
    }
    #expect(try cursor(text).isNull == (kind == .null))
  }

  @Test("scalars are returned as they are")
  func scalars() throws {
    #expect(try cursor(#""a\nb""#).string() == "a\nb")
    #expect(try cursor("true").bool())
    #expect(try !cursor("false").bool())
  }

  @Test(
    "an integer is accepted inside of its range, limits included",
    arguments: [("-2", -2), ("-0", 0), ("7", 7), ("0", 0)]
  )
  func integers(text: String, value: Int) throws {
    #expect(try cursor(text).int(in: -2...7) == value)
  }

  @Test(
    "an integer outside of its range is refused",
    arguments: ["-3", "8", "9223372036854775808", "-99999999999999999999999"]
  )
  func integersOutOfRange(text: String) throws {
    #expect(
      try reason(text) { cursor throws(DocumentError) in try cursor.int(in: -2...7) }
        == .outOfRange(-2...7)
    )
  }

  @Test("a number with a fraction or an exponent is not an integer", arguments: ["1.0", "1e0"])
  func fractions(text: String) throws {
    #expect(
      try reason(text) { cursor throws(DocumentError) in try cursor.int(in: 0...9) }
        == .notAnInteger
    )
  }

  @Test(
    "a hex string is a number of either case, leading zeros or not",
    arguments: [
      ("0x0", 64, 0), ("0x00000000000000000000000000000000", 1, 0), ("0x1", 1, 1),
      ("0x0001", 1, 1), ("0xdeadBEEF", 32, 0xDEAD_BEEF), ("0x7", 3, 7),
      ("0xffffffffffffffff", 64, .max), ("0x00ffffffffffffffff", 64, .max),
    ] as [(String, Int, UInt64)]
  )
  func hex(text: String, bits: Int, value: UInt64) throws {
    #expect(try cursor("\"\(text)\"").hex(bits: bits) == value)
    #expect(try cursor("\"\(text)\"").hexWords(bits: bits) == [value])
  }

  @Test(
    "what is not 0x and digits is not a hex string",
    arguments: [
      "", "0", "x", "0x", "0X1", "1f", "0xg", "0x1 ", " 0x1", "-0x1", "0x-1", "0x1_0", "0x1.0",
      "0x\u{FF11}", "0x1\u{301}", "0x0x1",
    ]
  )
  func badHex(text: String) throws {
    #expect(
      try reason("\"\(text)\"") { cursor throws(DocumentError) in try cursor.hex() } == .badHex
    )
    #expect(
      try reason("\"\(text)\"") { cursor throws(DocumentError) in
        try cursor.hexWords(bits: 2048)
      } == .badHex
    )
  }

  @Test("every width up to 2048 bits holds its largest value and not one more")
  func widths() throws {
    for bits in Array(1...130) + [255, 256, 257, 512, 1024, 2047, 2048] {
      let top = String((UInt64(1) << UInt64((bits - 1) % 4 + 1)) - 1, radix: 16)
      let largest = top + String(repeating: "F", count: (bits - 1) / 4)
      let words = try cursor("\"0x000\(largest)\"").hexWords(bits: bits)
      #expect(words.count == (bits + 63) / 64)
      #expect(words.map(\.nonzeroBitCount).reduce(0, +) == bits)
      #expect(words.dropLast().allSatisfy { $0 == .max })

      let power = String(UInt64(1) << UInt64(bits % 4), radix: 16)
      let oneMore = power + String(repeating: "0", count: bits / 4)
      let document = try JSONDocument(parsing: Array("\"0x\(oneMore)\"".utf8))
      let error = #expect(throws: DocumentError.self) {
        try document.cursor.hexWords(bits: bits)
      }
      #expect(error?.reason == .tooWide(bits: bits))
      let narrow = try document.cursor.hexWords(bits: bits + 1)
      #expect(narrow.map(\.nonzeroBitCount).reduce(0, +) == 1)
      #expect(narrow[bits / 64] == 1 << UInt64(bits % 64))
    }
  }

  @Test("a wide value has its lowest word first")
  func wordOrder() throws {
    let text = #""0x1fedcba98765432100123456789abcdef""#
    #expect(
      try cursor(text).hexWords(bits: 192) == [
        0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, 1,
      ]
    )
    #expect(
      try reason(text) { cursor throws(DocumentError) in try cursor.hexWords(bits: 128) }
        == .tooWide(bits: 128)
    )
    #expect(
      try reason(text) { cursor throws(DocumentError) in try cursor.hex(bits: 999) }
        == .tooWide(bits: 64)
    )
  }

  @Test("paths name the way through arrays and objects")
  func paths() throws {
    let text = #"{"vcpuProfiles": [0, {"registers": {"ID_AA64PFR0_EL1": 1, "0x6030": 2}}]}"#
    var root = try JSONDocument(parsing: Array(text.utf8)).cursor.object()
    var profile = try root.required("vcpuProfiles").array()[1].object()
    let registers = try profile.required("registers").members()
    #expect(registers.map(\.key) == ["ID_AA64PFR0_EL1", "0x6030"])
    #expect(
      registers.map(\.value.path.description) == [
        "$.vcpuProfiles[1].registers.ID_AA64PFR0_EL1",
        #"$.vcpuProfiles[1].registers["0x6030"]"#,
      ]
    )
  }
}
