import TestSupport
import Testing

@testable import ArmArchitecture

@Suite struct EncodingBitsTests {
  @Test("holds what a set holds", arguments: [1, 2, 3] as [UInt64])
  func model(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bits = EncodingBits()
    var model: Set<Encoding> = []
    #expect(bits.ascending == [])
    for _ in 0..<2_000 {
      let encoding = Encoding(packed: .random(in: 0...0x7ff, using: &random) * 31)
      if Bool.random(using: &random) {
        #expect(bits.insert(encoding) == model.insert(encoding).inserted)
      } else {
        bits.remove(encoding)
        model.remove(encoding)
      }
    }
    #expect(bits.ascending == model.sorted())
    #expect(EncodingBits(Array(model)).ascending == model.sorted())
  }

  @Test("both ends of the encodings fit")
  func ends() {
    let ends = [Encoding(packed: 0), Encoding(packed: .max)]
    #expect(EncodingBits(ends.reversed()).ascending == ends)
  }
}
