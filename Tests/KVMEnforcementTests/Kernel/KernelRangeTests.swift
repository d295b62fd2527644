import ArmArchitecture
import Testing

@testable import KVMEnforcement

@Suite struct KernelRangeTests {
  @Test(
    "a range has both of its ends, and a series ends with its last patch",
    arguments: [
      ("-", "5.10.0", true), ("6.16..", "6.15.9", false), ("6.16..", "6.16.0", true),
      ("..6.12.90", "6.12.90", true), ("..6.12.90", "6.12.91", false),
      ("6.13..6.18.15", "6.18.15", true), ("6.13..6.18.15", "6.18.16", false),
      ("6.18", "6.18.99", true), ("6.18", "6.19.0", false), ("6.18.16..7.1", "7.1.20", true),
      ("..6.12.90", "6.12", false), ("6.13..6.18.15", "6.18", true), ("7.2..", "7.4", true),
    ]
  )
  func contains(_ range: String, _ kernel: String, _ expected: Bool) throws {
    let version = try #require(KernelVersion(kernel))
    #expect(try #require(KernelRange(range)).contains(version) == expected)
  }

  @Test("what is no range is refused", arguments: ["", "..", "6", "6.1..x", "6.1-6.2", "x"])
  func malformed(_ text: String) {
    #expect(KernelRange(text) == nil)
  }
}
