import Testing

@testable import MigrationState

@Suite("JSON paths")
struct JSONPathTests {
  @Test(
    "a key is spelt plainly if it is an identifier, else in brackets",
    arguments: [
      ("midr", "$.midr"), ("_", "$._"), ("S3_0_C0_C4_0", "$.S3_0_C0_C4_0"), ("Z9", "$.Z9"),
      ("", #"$[""]"#), ("0x60", #"$["0x60"]"#), ("psci-0.2", #"$["psci-0.2"]"#),
      ("a b", #"$["a b"]"#), ("é", #"$["é"]"#), ("a\"\n", #"$["a\"\n"]"#), ("@", #"$["@"]"#),
      ("[", #"$["["]"#), ("`", #"$["`"]"#), ("{", #"$["{"]"#),
    ]
  )
  func keys(key: String, spelling: String) {
    #expect(JSONPath([.key(key)]).description == spelling)
  }

  @Test("steps follow each other")
  func steps() {
    let path = JSONPath.root.appending(.index(0)).appending(.key("a")).appending(.key("b c"))
    #expect(JSONPath.root.description == "$")
    #expect(path.description == #"$[0].a["b c"]"#)
    #expect(path == JSONPath([.index(0), .key("a"), .key("b c")]))
  }
}
