import MigrationState
import Testing

@Suite struct RegisterValueTests {
  @Test(
    "a value prints at its register's width",
    arguments: [
      ([UInt64(0xff)], 8, "0xff"), ([0x1], 32, "0x00000001"), ([0x1], 64, "0x0000000000000001"),
      ([0x2, 0x1], 128, "0x00000000000000010000000000000002"),
      ([0x2], 128, "0x00000000000000000000000000000002"),
    ]
  )
  func prints(_ words: [UInt64], _ width: Int, _ text: String) {
    #expect(RegisterValue(words: words, width: width)?.hexadecimal(width: width) == text)
  }

  @Test(
    "a value wider than its register is refused",
    arguments: [
      ([UInt64(0x100)], 8), ([0x1_0000_0000], 32), ([0, 1], 64), ([0, 0, 1], 128),
    ]
  )
  func refuses(_ words: [UInt64], _ width: Int) {
    #expect(RegisterValue(words: words, width: width) == nil)
  }
}
