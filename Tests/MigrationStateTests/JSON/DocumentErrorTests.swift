import Testing

@testable import MigrationState

@Suite("Errors about documents")
struct DocumentErrorTests {
  private func rendering(_ text: String) throws -> String {
    try JSONDocument(parsing: Array(text.utf8)).cursor.error(.other("")).value
  }

  @Test("a value is quoted as it is spelt, without space between tokens")
  func spelling() throws {
    #expect(
      try rendering(" [ 1 , { \"a b\" : \"\\\" \\u001b\" } ]\n") == #"[1,{"a b":"\" \u001b"}]"#
    )
    #expect(try rendering("1.50e3") == "1.50e3")
    #expect(try rendering(#""a \\" "#) == #""a \\""#)
  }

  @Test("a value of up to 60 characters is quoted whole, a longer one is cut")
  func length() throws {
    let whole = "\"" + String(repeating: "é", count: 58) + "\""
    #expect(try rendering(whole) == whole)
    let long = "\"" + String(repeating: "é", count: 59) + "\""
    #expect(try rendering(long) == "\"" + String(repeating: "é", count: 59) + "…")
  }

  @Test("the place is that of the value, its column in characters")
  func place() throws {
    var object = try JSONDocument(parsing: Array("{\n \"é\": 5}".utf8)).cursor.object()
    let error = try object.required("é").error(.other("too small"))
    #expect(error.line == 2)
    #expect(error.column == 7)
    #expect(error.description == #"$["é"] (line 2, column 7): too small: 5"#)
  }

  @Test(
    "every reason says what is wrong",
    arguments: [
      (
        .wrongType(expected: .object, found: .array),
        "expected an object, found an array"
      ),
      (.wrongType(expected: .bool, found: .null), "expected a boolean, found null"),
      (.wrongType(expected: .number, found: .string), "expected a number, found a string"),
      (.missingKey("a"), #"missing key "a""#),
      (.badHex, #"expected a hex string "0x…""#),
      (.tooWide(bits: 64), "wider than 64 bits"),
      (.notAnInteger, "expected an integer without fraction or exponent"),
      (.outOfRange(1...9), "out of range, expected 1 to 9"),
      (.other("own words"), "own words"),
    ] as [(DocumentError.Reason, String)]
  )
  func wording(reason: DocumentError.Reason, text: String) {
    #expect(reason.description == text)
  }
}
