import Testing

@testable import MigrationState

@Suite("Refusing what is not JSON")
struct JSONSyntaxErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: [UInt8]
    let line: Int
    let column: Int
    let reason: JSONSyntaxError.Reason

    init(_ text: String, _ line: Int, _ column: Int, _ reason: JSONSyntaxError.Reason) {
      self.init(bytes: Array(text.utf8), line, column, reason)
    }

    init(bytes: [UInt8], _ line: Int, _ column: Int, _ reason: JSONSyntaxError.Reason) {
      self.text = bytes
      self.line = line
      self.column = column
      self.reason = reason
    }

    var testDescription: String { String(decoding: text, as: UTF8.self).debugDescription }
  }

  static func unexpected(_ found: Unicode.Scalar?, _ expected: String) -> JSONSyntaxError.Reason {
    .unexpected(found: found, expected: expected)
  }

  static let structure: [Case] = [
    Case("", 1, 1, .emptyInput),
    Case(" \n\t ", 1, 1, .emptyInput),
    Case("[", 1, 2, unexpected(nil, "a value")),
    Case("[1", 1, 3, unexpected(nil, #""," or "]""#)),
    Case("[1,", 1, 4, unexpected(nil, "a value")),
    Case("[1,]", 1, 3, .trailingComma),
    Case("[1,\n]", 1, 3, .trailingComma),
    Case("[1\n,\n]", 2, 1, .trailingComma),
    Case("[1,,2]", 1, 4, unexpected(",", "a value")),
    Case("[,1]", 1, 2, unexpected(",", "a value")),
    Case("[1 2]", 1, 4, unexpected("2", #""," or "]""#)),
    Case("[1}", 1, 3, unexpected("}", #""," or "]""#)),
    Case("]", 1, 1, unexpected("]", "a value")),
    Case("[[]", 1, 4, unexpected(nil, #""," or "]""#)),
    Case("{", 1, 2, unexpected(nil, #"a key or "}""#)),
    Case("{]", 1, 2, unexpected("]", #"a key or "}""#)),
    Case("{a:1}", 1, 2, unexpected("a", #"a key or "}""#)),
    Case("{'a':1}", 1, 2, unexpected("'", #"a key or "}""#)),
    Case("{1:1}", 1, 2, unexpected("1", #"a key or "}""#)),
    Case(#"{"a""#, 1, 5, unexpected(nil, #"":""#)),
    Case(#"{"a" 1}"#, 1, 6, unexpected("1", #"":""#)),
    Case(#"{"a"::1}"#, 1, 6, unexpected(":", "a value")),
    Case(#"{"a":}"#, 1, 6, unexpected("}", "a value")),
    Case(#"{"a":1"#, 1, 7, unexpected(nil, #""," or "}""#)),
    Case(#"{"a":1]"#, 1, 7, unexpected("]", #""," or "}""#)),
    Case(#"{"a":1 "b":2}"#, 1, 8, unexpected("\"", #""," or "}""#)),
    Case(#"{"a":1,}"#, 1, 7, .trailingComma),
    Case(#"{"a":1,"#, 1, 8, unexpected(nil, "a key")),
    Case(#"{"a":1,,}"#, 1, 8, unexpected(",", "a key")),
    Case("{\n  \"é\": é\n}", 2, 8, unexpected("é", "a value")),
    Case("1 2", 1, 3, .contentAfterValue("2")),
    Case("{}{}", 1, 3, .contentAfterValue("{")),
    Case("{}\n\n]", 3, 1, .contentAfterValue("]")),
    Case("null\u{0}", 1, 5, .contentAfterValue("\u{0}")),
    Case("// no\n1", 1, 1, unexpected("/", "a value")),
    Case("[1 /* no */]", 1, 4, unexpected("/", #""," or "]""#)),
    Case("1 # no", 1, 3, .contentAfterValue("#")),
    Case("\u{A0}1", 1, 1, unexpected("\u{A0}", "a value")),
    Case("\u{B}1", 1, 1, unexpected("\u{B}", "a value")),
    Case("[\u{C}]", 1, 2, unexpected("\u{C}", "a value")),
    Case("\u{2028}", 1, 1, unexpected("\u{2028}", "a value")),
    Case("*", 1, 1, unexpected("*", "a value")),
  ]

  static let scalars: [Case] = [
    Case("tru", 1, 1, .invalidLiteral),
    Case("[truE]", 1, 2, .invalidLiteral),
    Case("fals", 1, 1, .invalidLiteral),
    Case("nul", 1, 1, .invalidLiteral),
    Case("nulL", 1, 1, .invalidLiteral),
    Case("truely", 1, 5, .contentAfterValue("l")),
    Case("True", 1, 1, unexpected("T", "a value")),
    Case("NaN", 1, 1, unexpected("N", "a value")),
    Case("nan", 1, 1, .invalidLiteral),
    Case("Infinity", 1, 1, unexpected("I", "a value")),
    Case("-Infinity", 1, 2, unexpected("I", "a digit")),
    Case("-", 1, 2, unexpected(nil, "a digit")),
    Case("--1", 1, 2, unexpected("-", "a digit")),
    Case("+1", 1, 1, unexpected("+", "a value")),
    Case("- 1", 1, 2, unexpected(" ", "a digit")),
    Case(".5", 1, 1, unexpected(".", "a value")),
    Case("-.5", 1, 2, unexpected(".", "a digit")),
    Case("1.", 1, 3, unexpected(nil, "a digit")),
    Case("1.e1", 1, 3, unexpected("e", "a digit")),
    Case("1e", 1, 3, unexpected(nil, "a digit")),
    Case("1e+", 1, 4, unexpected(nil, "a digit")),
    Case("1e1.5", 1, 4, .contentAfterValue(".")),
    Case("[01]", 1, 2, .leadingZero),
    Case("-00", 1, 2, .leadingZero),
    Case("0x10", 1, 2, .contentAfterValue("x")),
    Case("1_000", 1, 2, .contentAfterValue("_")),
    Case("\u{FF11}", 1, 1, unexpected("\u{FF11}", "a value")),
    Case("'a'", 1, 1, unexpected("'", "a value")),
    Case("\"", 1, 1, .unterminatedString),
    Case("[\"abc]\n", 1, 7, .controlCharacter("\n")),
    Case("[\"abc]", 1, 2, .unterminatedString),
    Case(#""a\""#, 1, 1, .unterminatedString),
    Case("\"\\", 1, 2, .invalidEscape),
    Case("\"a\tb\"", 1, 3, .controlCharacter("\t")),
    Case("\"a\u{0}b\"", 1, 3, .controlCharacter("\u{0}")),
    Case("{\"é\u{1F}\":1}", 1, 4, .controlCharacter("\u{1F}")),
    Case(#""\x41""#, 1, 2, .invalidEscape),
    Case(#""\a""#, 1, 2, .invalidEscape),
    Case(#""\'""#, 1, 2, .invalidEscape),
    Case(#""\U0041""#, 1, 2, .invalidEscape),
    Case(#""\u""#, 1, 2, .invalidEscape),
    Case(#""\u004""#, 1, 2, .invalidEscape),
    Case(#""é\u00G1""#, 1, 3, .invalidEscape),
    Case(#""\u+041""#, 1, 2, .invalidEscape),
    Case(#""\u{41}""#, 1, 2, .invalidEscape),
    Case(#""\ud800""#, 1, 2, .loneSurrogate(0xD800)),
    Case(#""\uDBFFx""#, 1, 2, .loneSurrogate(0xDBFF)),
    Case(#""ab\udc00""#, 1, 4, .loneSurrogate(0xDC00)),
    Case(#""\ud800\n""#, 1, 2, .loneSurrogate(0xD800)),
    Case(#""\ud800\u0041""#, 1, 2, .loneSurrogate(0xD800)),
    Case(#""\ud800\ud800""#, 1, 2, .loneSurrogate(0xD800)),
    Case(#""\ud800\ue000""#, 1, 2, .loneSurrogate(0xD800)),
    Case(#""\ud800\u12""#, 1, 8, .invalidEscape),
    Case(#""\ud800\"#, 1, 2, .loneSurrogate(0xD800)),
  ]

  static let encodings: [Case] = [
    Case("\u{FEFF}{}", 1, 1, .byteOrderMark),
    Case("{}\u{FEFF}", 1, 3, .contentAfterValue("\u{FEFF}")),
    Case(bytes: [0xFF, 0xFE, 0x31, 0x00], 1, 1, .invalidUTF8),
    Case(bytes: Array("[\n\"a".utf8) + [0x80] + Array("\"]".utf8), 2, 3, .invalidUTF8),
    Case(bytes: Array("\"".utf8) + [0xC0, 0xAF] + Array("\"".utf8), 1, 2, .invalidUTF8),
    Case(bytes: Array("\"".utf8) + [0xE0, 0x80, 0xAF] + Array("\"".utf8), 1, 2, .invalidUTF8),
    Case(bytes: Array("\"".utf8) + [0xED, 0xA0, 0x80] + Array("\"".utf8), 1, 2, .invalidUTF8),
    Case(bytes: Array("\"".utf8) + [0xF4, 0x90, 0x80, 0x80, 0x22], 1, 2, .invalidUTF8),
    Case(bytes: Array("\"é".utf8) + [0xE2, 0x82], 1, 3, .invalidUTF8),
    Case(bytes: [0x31, 0xFF], 1, 2, .invalidUTF8),
  ]

  static let duplicates: [Case] = [
    Case(#"{"a":1,"a":1}"#, 1, 8, .duplicateKey("a", path: JSONPath([.key("a")]))),
    Case(#"{"a":1,"\u0061":2}"#, 1, 8, .duplicateKey("a", path: JSONPath([.key("a")]))),
    Case(
      "{\"r\": [0, {\n  \"X\": 1, \"Y\": {\"X\": 2},\n  \"X\": 3}]}",
      3,
      3,
      .duplicateKey("X", path: JSONPath([.key("r"), .index(1), .key("X")]))
    ),
    Case(
      "{" + (0..<20).map { "\"k\($0)\":0," }.joined() + "\"k3\":1}",
      1,
      152,
      .duplicateKey("k3", path: JSONPath([.key("k3")]))
    ),
    Case(
      "{" + (0..<9).map { "\"k\($0)\":0," }.joined() + "\"k8\":1}",
      1,
      65,
      .duplicateKey("k8", path: JSONPath([.key("k8")]))
    ),
    Case(
      "{\"K\":1,\"\u{212A}\":1}",
      1,
      8,
      .duplicateKey("\u{212A}", path: JSONPath([.key("\u{212A}")]))
    ),
  ]

  @Test(
    "a malformed text is refused with its exact place and reason",
    arguments: structure + scalars + encodings + duplicates
  )
  func refuses(_ example: Case) {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONDocument(parsing: example.text)
    }
    #expect(error?.reason == example.reason)
    #expect(error?.line == example.line)
    #expect(error?.column == example.column)
    if let error {
      let place = TextPosition(offset: error.offset, in: example.text)
      #expect(place == TextPosition(line: example.line, column: example.column))
      #expect(error.description == "\(place): \(example.reason)")
    }
  }

  @Test(
    "every reason says what is wrong",
    arguments: [
      (.emptyInput, "the input is empty"),
      (unexpected(nil, "a value"), "expected a value, but the input ends"),
      (unexpected("]", "a value"), #"expected a value, found "]""#),
      (unexpected("\u{1B}", "a digit"), "expected a digit, found U+001B"),
      (.contentAfterValue("\u{1F600}"), "U+1F600 after the end of the value"),
      (.controlCharacter("\n"), "U+000A in a string must be escaped"),
      (
        .loneSurrogate(0xD83D),
        #"the surrogate \ud83d without the other half of its pair"#
      ),
      (
        .duplicateKey("a", path: JSONPath([.key("cpus"), .index(0), .key("a")])),
        #"the key "a" stands twice ($.cpus[0].a)"#
      ),
      (.nestedTooDeeply(limit: 64), "nested more than 64 levels deep"),
    ] as [(JSONSyntaxError.Reason, String)]
  )
  func wording(reason: JSONSyntaxError.Reason, text: String) {
    #expect(reason.description == text)
  }
}
