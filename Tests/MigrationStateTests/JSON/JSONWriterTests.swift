import Testing

@testable import MigrationState

@Suite("Writing JSON")
struct JSONWriterTests {
  static let sample: JSONOutput = [
    "name": "rack2-07", "cpus": [1, ["b": -2, "a": .null]], "mte": false, "none": [],
    "empty": [:], "deep": ["x": ["y": true]],
  ]

  @Test("compact output is one line without spaces")
  func compact() {
    #expect(
      JSONWriter().string(Self.sample)
        == #"{"name":"rack2-07","cpus":[1,{"b":-2,"a":null}],"mte":false,"none":[],"#
        + #""empty":{},"deep":{"x":{"y":true}}}"#
    )
  }

  @Test("sorted keys are in the order of their bytes, at every depth")
  func sorted() {
    #expect(
      JSONWriter(sortedKeys: true).string(Self.sample)
        == #"{"cpus":[1,{"a":null,"b":-2}],"deep":{"x":{"y":true}},"empty":{},"mte":false,"#
        + #""name":"rack2-07","none":[]}"#
    )
    // "é" in one scalar (C3 A9) and in two (65 CC 81); "Z" before "a".
    let keys: JSONOutput = ["\u{E9}": 1, "e\u{301}": 2, "ea": 3, "a": 4, "Z": 5, "": 6]
    #expect(
      JSONWriter(sortedKeys: true).string(keys)
        == "{\"\":6,\"Z\":5,\"a\":4,\"ea\":3,\"e\u{301}\":2,\"\u{E9}\":1}"
    )
  }

  @Test("pretty output indents by two spaces and keeps empty lists on a line")
  func pretty() {
    #expect(
      JSONWriter(.pretty).string(Self.sample) == """
        {
          "name": "rack2-07",
          "cpus": [
            1,
            {
              "b": -2,
              "a": null
            }
          ],
          "mte": false,
          "none": [],
          "empty": {},
          "deep": {
            "x": {
              "y": true
            }
          }
        }
        """
    )
  }

  @Test(
    "strings are escaped where they must be",
    arguments: [
      ("", #""""#), ("a/b", #""a/b""#), ("\"\\", #""\"\\""#),
      ("\u{8}\u{9}\u{A}\u{C}\u{D}", #""\b\t\n\f\r""#),
      ("\u{0}\u{1}\u{F}\u{10}\u{1B}\u{1F}", #""\u0000\u0001\u000f\u0010\u001b\u001f""#),
      ("\u{7F}", #""\u007f""#), ("é€😀\u{2028}", "\"é€😀\u{2028}\""),
    ]
  )
  func escaping(text: String, written: String) {
    #expect(JSONWriter().string(.string(text)) == written)
  }

  @Test("the text is appended to the buffer")
  func appends() {
    var buffer = Array("{\"a\":".utf8)
    JSONWriter().write(.int(.min), to: &buffer)
    JSONWriter().write("\(1)x", to: &buffer)
    #expect(String(decoding: buffer, as: UTF8.self) == "{\"a\":-9223372036854775808\"1x\"")
  }

  @Test("literals and members make the same values")
  func literals() {
    let members: JSONOutput = .object([.init("a", .array([.null, .bool(true), .int(1)]))])
    #expect(members == ["a": [.null, true, 1]])
  }
}
