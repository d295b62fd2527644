import Testing

@testable import ArmArchitecture

@Suite struct TableTextTests {
  @Test("comments, blank lines and continued rows are cut as the notation says")
  func rows() {
    let text = TableText(
      "test",
      """
      # a comment
      FIRST  one two# three

        BELOW one  # a comment
            + two
      LAST
      """
    )
    #expect(
      text.rows.map(\.words) == [["FIRST", "one", "two"], ["BELOW", "one", "two"], ["LAST"]]
    )
    #expect(text.rows.map(\.line) == [2, 4, 6])
    #expect(text.rows.map(\.indent) == [0, 2, 0])
  }

  @Test(
    "a text without rows is empty",
    arguments: ["", "\n", "  \n\n", "# only this"] as [StaticString]
  )
  func empty(_ text: StaticString) {
    #expect(TableText("test", text).rows.isEmpty)
  }
}
