import ArmArchitecture
import MigrationState
import TestSupport
import Testing

/// Values picked out of packed ones.
@Suite struct SelectedValuesTests {
  @Test("what is picked is what unpacking gives, at every place")
  func equalsUnpacked() throws {
    let file = Fixtures.root.appending(path: "samples/snapshots/max-linux-7.3.4.all.json")
    guard case .snapshot(let snapshot) = try DocumentFiles.read(file).document else {
      Issue.record("a snapshot is expected")
      return
    }
    let registers = try #require(snapshot.vcpus.first?.registers)
    let packed = PackedRegisterValues(registers)
    var random = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let places = registers.ids.indices.filter { _ in Bool.random(using: &random) }
      var picked: [Int: RegisterValue] = [:]
      try packed.select(places) { index, value in
        let place = places[index]
        switch value {
        case .word(let word): picked[place] = .word(word)
        case .wide(let bytes):
          var words = [UInt64](repeating: 0, count: registers.ids[place].width / 64)
          for (index, byte) in bytes.reversed().enumerated() {
            words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
          }
          picked[place] = .wide(words)
        }
      }
      #expect(picked == Dictionary(uniqueKeysWithValues: places.map { ($0, registers.values[$0]) }))
    }
  }

  @Test("bytes that are no values are refused, wherever they end")
  func damaged() throws {
    let whole = PackedRegisterValues(
      RegisterState([
        (try #require(RegisterID("SCTLR_EL1")), .word(0x30d0_1804)),
        (try #require(RegisterID("TTBR0_EL1")), .word(1 << 40)),
      ])
    ).bytes
    for length in 0..<whole.count {
      #expect(throws: CanonicalError.self, "\(length) bytes") {
        try PackedRegisterValues(bytes: Array(whole.prefix(length))).select([0, 1]) { _, _ in }
      }
    }
    // A text instead of a value, and a place beyond the end.
    #expect(throws: CanonicalError.self) {
      try PackedRegisterValues(bytes: [0x81, 0x61, 0x41]).select([0]) { _, _ in }
    }
    #expect(throws: CanonicalError.self) {
      try PackedRegisterValues(bytes: [0x81, 0x01]).select([1]) { _, _ in }
    }
  }
}
