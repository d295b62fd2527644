import Testing

@testable import MigrationState

@Suite("Parsing JSON")
struct JSONDocumentTests {
  /// Texts and what they mean, spelt compactly.
  static let accepted: [(text: String, compact: String)] = [
    ("null", "null"),
    (" \t\r\n true \t\r\n ", "true"),
    ("false", "false"),
    ("0", "0"),
    ("-0", "0"),
    ("-1", "-1"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    (#""""#, #""""#),
    (#""plain""#, #""plain""#),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
    (#""\u0041\u00e9\u20AC""#, #""Aé€""#),
    (#""\ud83d\ude00 \uDBFF\uDFFF""#, "\"😀 \u{10FFFF}\""),
    (#""\u0000\u001f""#, #""\u0000\u001f""#),
    (#""é€😀""#, #""é€😀""#),
    (#""a\\""#, #""a\\""#),
    ("[]", "[]"),
    ("[ ]", "[]"),
    ("{}", "{}"),
    ("{ }", "{}"),
    ("[1,[2,[]],{}]", "[1,[2,[]],{}]"),
    (" [ 1 , 2 ] ", "[1,2]"),
    (#"{"b":1,"a":2}"#, #"{"b":1,"a":2}"#),
    (#"{ "a" : { "a" : null } , "" : "" }"#, #"{"a":{"a":null},"":""}"#),
    (#"{"\u0061":1,"A":2}"#, #"{"a":1,"A":2}"#),
  ]

  @Test("what RFC 8259 allows is accepted", arguments: accepted)
  func accepts(text: String, compact: String) throws {
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(JSONWriter().string(JSONOutput(document.root)) == compact)
  }

  @Test(
    "a number keeps its literal text, and integers are exact or nothing",
    arguments: [
      ("18446744073709551615", nil, UInt64.max),
      ("18446744073709551616", nil, nil),
      ("-7", -7, nil),
      ("-0", 0, 0),
      ("42", 42, 42),
      ("1.0", nil, nil),
      ("1e2", nil, nil),
      ("-0.0E-10", nil, nil),
      ("123456789.987654321e+400", nil, nil),
    ] as [(String, Int?, UInt64?)]
  )
  func numbers(text: String, int: Int?, uint64: UInt64?) throws {
    let value = try JSONDocument(parsing: Array(text.utf8)).root.value
    guard case .number(let literal) = value else {
      Issue.record("\(text) is not a number")
      return
    }
    #expect(literal == text)
    #expect(value.intValue == int)
    #expect(value.uint64Value == uint64)
  }

  @Test("only numbers have integers")
  func integersOfOtherKinds() throws {
    let value = try JSONDocument(parsing: Array(#""12""#.utf8)).root.value
    #expect(value.intValue == nil)
    #expect(value.uint64Value == nil)
  }

  @Test("every node knows its bytes")
  func ranges() throws {
    let text = #" { "a" : [ 10 , "é" ] , "b" : null } "#
    let document = try JSONDocument(parsing: Array(text.utf8))
    var spelt: [String] = []
    func visit(_ node: JSONNode) {
      spelt.append(String(decoding: document.bytes[node.range], as: UTF8.self))
      #expect(node.offset == node.range.lowerBound)
      switch node.value {
      case .array(let elements): elements.forEach(visit)
      case .object(let object): object.members.forEach { visit($0.value) }
      default: break
      }
    }
    visit(document.root)
    #expect(
      spelt == [
        #"{ "a" : [ 10 , "é" ] , "b" : null }"#, #"[ 10 , "é" ]"#, "10", #""é""#, "null",
      ]
    )
  }

  @Test("a position counts lines by line feeds and columns by scalars")
  func positions() throws {
    let document = try JSONDocument(parsing: Array("[\r\n\"é😀\",\n\n 1]".utf8))
    let places = (0...document.bytes.count).map { document.position(at: $0) }
    #expect(
      places.map(\.line) == [1, 1, 1] + Array(repeating: 2, count: 10) + [3, 4, 4, 4, 4]
    )
    // "é" is bytes 4 and 5, the face is bytes 6 to 9; the end is a place too.
    #expect(
      places.map(\.column) == [1, 2, 3] + [1, 2, 3, 3, 4, 4, 4, 4, 5, 6] + [1] + [1, 2, 3, 4]
    )
    #expect(document.position(at: 10_000) == places.last)
    #expect(TextPosition(line: 3, column: 7).description == "line 3, column 7")
  }

  @Test("objects of every size keep their order and find their keys", arguments: 0...40)
  func objectSizes(count: Int) throws {
    let keys = (0..<count).map { "key\($0 * 7 % 41)" }
    let text = "{" + keys.map { "\"\($0)\":\"\($0)!\"" }.joined(separator: ",") + "}"
    let document = try JSONDocument(parsing: Array(text.utf8))
    guard case .object(let object) = document.root.value else {
      Issue.record("not an object")
      return
    }
    #expect(object.members.map(\.key) == keys)
    for (position, key) in keys.enumerated() {
      #expect(object.position(of: key) == position)
      guard case .string(let value) = object[key]?.value else {
        Issue.record("\(key) is lost")
        continue
      }
      #expect(value == key + "!")
    }
    #expect(object["absent"] == nil)
  }

  @Test("a key is found by its bytes, not by a look-alike", arguments: [1, 20])
  func canonicalEquivalents(count: Int) throws {
    // U+212A KELVIN SIGN equals "K" as a Swift string.
    let others = (1..<count).map { ",\"k\($0)\":0" }.joined()
    let document = try JSONDocument(parsing: Array("{\"\u{212A}\":1\(others)}".utf8))
    guard case .object(let object) = document.root.value else {
      Issue.record("not an object")
      return
    }
    #expect(object["K"] == nil)
    #expect(object["\u{212A}"]?.value.intValue == 1)
  }

  @Test("nesting is accepted up to the limit and not beyond")
  func nesting() throws {
    let limit = JSONDocument.nestingLimit
    #expect(limit == 64)
    for (opening, closing) in [("[", "]"), (#"{"a":"#, "}")] {
      func text(_ depth: Int) -> [UInt8] {
        let inner = opening == "[" ? "" : "0"
        return Array(
          (String(repeating: opening, count: depth) + inner
            + String(repeating: closing, count: depth)).utf8
        )
      }
      _ = try JSONDocument(parsing: text(limit))
      let error = #expect(throws: JSONSyntaxError.self) {
        try JSONDocument(parsing: text(limit + 1))
      }
      #expect(error?.reason == .nestedTooDeeply(limit: limit))
      #expect(error?.offset == limit * opening.utf8.count)
    }
  }
}
