import ArmArchitecture
import KVMEnforcement
import MigrationState

extension RandomDocuments {
  mutating func coin() -> Bool { random.next() % 2 == 0 }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func pick(_ range: ClosedRange<UInt16>) -> UInt16 {
    UInt16.random(in: range, using: &random)
  }

  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int(random.next() % UInt64(choices.count))]
  }

  mutating func maybe<Value>(_ make: (inout RandomDocuments) -> Value) -> Value? {
    coin() ? make(&self) : nil
  }

  mutating func some<Value>(
    _ count: ClosedRange<Int>,
    _ make: (inout RandomDocuments) -> Value
  ) -> [Value] {
    (0..<pick(count)).map { _ in make(&self) }
  }

  /// A number of any magnitude: short and long encodings are as likely.
  mutating func word() -> UInt64 {
    pick(0...3) == 0 ? 0 : random.next() >> UInt64(pick(0...63))
  }

  mutating func timestamp() -> Timestamp {
    Timestamp(seconds: Int64(pick(-62_167_219_200...253_402_300_799)))
  }

  mutating func release() -> String { "\(pick(4...7)).\(pick(0...40)).\(pick(0...99))\(text())" }

  mutating func digest() -> String {
    Digest(of: (0..<8).map { _ in UInt8(coin() ? 1 : 0) }).description
  }

  /// Text with quotes, control characters, accents in two spellings and characters of 4 bytes.
  mutating func text() -> String {
    let pieces = ["a", "EL1", " ", "\"", "\\", "\n", "\u{1}", "\u{e9}", "e\u{301}", "€", "😀", "/"]
    return some(0...30 >> pick(0...5)) { $0.pick(pieces) }.joined()
  }

  mutating func name() -> String {
    let pieces = ["rack", "0", "-", ".", " ", "\u{e9}", "e\u{301}", "€", "😀"]
    return "n" + some(0...12) { $0.pick(pieces) }.joined()
  }

  mutating func features() -> VCPUFeatures {
    VCPUFeatures(VCPUFeature.allCases.filter { _ in coin() })
  }

  mutating func id() -> RegisterID {
    switch pick(0...3) {
    case 0, 1: return RegisterID(Encoding(packed: pick(0x8000...UInt16.max)))
    default:
      let size = UInt64(pick(0...8)) << 52
      let space: UInt64 = pick([0x10, 0x11, 0x14, 0x15, 0x16]) << 16
      let raw = 0x6000_0000_0000_0000 | size | space | UInt64(pick(0...UInt16.max))
      return RegisterID(rawValue: raw) ?? RegisterID(Encoding(packed: 0xc000))
    }
  }

  mutating func value(width: Int) -> RegisterValue {
    guard width > 64 else { return .word(word() & (UInt64.max >> UInt64(64 - width))) }
    let used = pick(0...width / 64)
    return .wide((0..<width / 64).map { $0 < used ? word() : 0 })
  }

  mutating func registers(_ count: ClosedRange<Int>) -> RegisterState {
    RegisterState(
      some(count) { random in
        let id = random.id()
        return (id, random.value(width: id.width))
      }
    )
  }
}
