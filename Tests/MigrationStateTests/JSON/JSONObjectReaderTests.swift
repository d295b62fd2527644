import Testing

@testable import MigrationState

@Suite("Reading named members")
struct JSONObjectReaderTests {
  private func reader(_ text: String) throws -> JSONObjectReader {
    try JSONDocument(parsing: Array(text.utf8)).cursor.array()[0].object()
  }

  @Test("members are found wherever they stand")
  func members() throws {
    var object = try reader(#"[{"b": 1, "a": 2}]"#)
    #expect(try object.required("a").int(in: 0...9) == 2)
    #expect(try object.optional("b")?.int(in: 0...9) == 1)
    #expect(object.optional("c") == nil)
  }

  @Test("a missing key is reported at its path, with the object that lacks it")
  func missing() throws {
    var object = try reader("[\n {\"a\": 1 ,\n \"b\": \"x y\"}]")
    let error = #expect(throws: DocumentError.self) { try object.required("pageSize") }
    #expect(
      error
        == DocumentError(
          path: "$[0].pageSize",
          value: #"{"a":1,"b":"x y"}"#,
          reason: .missingKey("pageSize"),
          line: 2,
          column: 2
        )
    )
  }

  @Test("null is a value, not an absent key")
  func null() throws {
    var object = try reader(#"[{"a": null}]"#)
    #expect(try object.required("a").isNull)
    #expect(object.optional("a")?.isNull == true)
    #expect(object.unknownPaths() == [])
  }

  @Test("keys nobody asked for are left, in order, whatever the size", arguments: [3, 30])
  func unknown(count: Int) throws {
    let text = (0..<count).map { "\"k\($0)\": 0" }.joined(separator: ",")
    var object = try reader("[{\(text)}]")
    #expect(object.unknownPaths().count == count)
    _ = object.optional("k1")
    _ = try object.required("k0")
    _ = object.optional("absent")
    #expect(
      object.unknownPaths().map(\.description) == (2..<count).map { "$[0].k\($0)" }
    )
  }

  @Test("a look-alike of a required key is unknown, and the key is missing")
  func lookAlike() throws {
    var object = try reader("[{\"\u{212A}\": 0}]")
    #expect(throws: DocumentError.self) { try object.required("K") }
    #expect(object.unknownPaths() == [JSONPath([.index(0), .key("\u{212A}")])])
  }
}
