import ArmArchitecture
import MigrationState
import TestSupport
import Testing

/// Packed values divided, and told by their difference to others.
@Suite struct BaseValuesTests {
  private let registers: RegisterState

  init() throws {
    let file = Fixtures.root.appending(path: "samples/snapshots/max-linux-7.3.4.all.json")
    guard case .snapshot(let snapshot) = try DocumentFiles.read(file).document else {
      throw CanonicalError(offset: 0, reason: .digestMismatch)
    }
    registers = try #require(snapshot.vcpus.first?.registers)
  }

  /// The registers with some values changed, of every width there is.
  private func varied(_ random: inout SeededGenerator, changes: Int) -> RegisterState {
    var varied = registers
    for _ in 0..<changes {
      let id = registers.ids[Int.random(in: registers.ids.indices, using: &random)]
      let words = (0..<max(1, id.width / 64)).map { _ in
        let word = UInt64.random(in: 0...(.max), using: &random)
        return id.width < 64
          ? word % 1 << UInt64(id.width) : word >> UInt64.random(in: 0...64, using: &random)
      }
      varied.set(id, to: RegisterValue(words: words, width: id.width))
    }
    return varied
  }

  @Test("a difference gives the values back, whatever differs")
  func roundTrip() throws {
    let base = try BaseValues(PackedRegisterValues(registers))
    var random = SeededGenerator(seed: 5)
    for changes in 0..<60 {
      let values = PackedRegisterValues(varied(&random, changes: changes * changes))
      let difference = try #require(try base.difference(to: values))
      #expect(try base.values(with: difference) == values)
      #expect(difference == [0x80] || values != base.packed)
      // Deterministic CBOR, as any reader wants it.
      var decoder = CBORDecoder(difference)
      _ = try decoder.skipItem()
      try decoder.finish()
    }
  }

  @Test("places left out are not counted, and a change there is told")
  func leavingOut() throws {
    let packed = PackedRegisterValues(registers)
    let base = try BaseValues(packed)
    var random = SeededGenerator(seed: 8)
    for _ in 0..<60 {
      let isLeftOut = registers.ids.map { _ in Bool.random(using: &random) }
      let (left, others) = try packed.divided(by: isLeftOut)
      let values = PackedRegisterValues(varied(&random, changes: 3))
      let (changedLeft, changedOthers) = try values.divided(by: isLeftOut)
      let difference = try base.difference(to: values, leavingOut: isLeftOut)
      #expect((difference != nil) == (left == changedLeft))
      guard let difference else { continue }
      #expect(try BaseValues(others).values(with: difference) == changedOthers)
    }
  }

  @Test("what is equal takes a byte, one changed value three more at most beside itself")
  func size() throws {
    let base = try BaseValues(PackedRegisterValues(registers))
    #expect(try base.difference(to: base.packed) == [0x80])
    var changed = registers
    changed.set(registers.ids[3], to: .word(0x7f))
    #expect(try base.difference(to: PackedRegisterValues(changed)) == [0x82, 3, 0x18, 0x7f])
  }

  @Test("the values of other lists and bytes that are no difference are refused")
  func refused() throws {
    let base = try BaseValues(PackedRegisterValues(registers))
    var fewer = registers
    fewer.set(registers.ids[0], to: nil)
    #expect(throws: CanonicalError.self) {
      try base.difference(to: PackedRegisterValues(fewer))
    }
    var random = SeededGenerator(seed: 6)
    let difference = try #require(
      try base.difference(to: PackedRegisterValues(varied(&random, changes: 40)))
    )
    for length in 0..<difference.count {
      #expect(throws: CanonicalError.self, "\(length) bytes") {
        try base.values(with: Array(difference.prefix(length)))
      }
    }
    for bytes: [UInt8] in [
      [], [0x81, 0x00], [0x82, 0x19, 0xff, 0xff, 0x00], [0x82, 0x00, 0x61, 0x41], [0x80, 0x00],
      [0x82, 0x18, 0x00, 0x00],
    ] {
      #expect(throws: CanonicalError.self, "\(bytes)") { try base.values(with: bytes) }
    }
    #expect(throws: CanonicalError.self) { try BaseValues(PackedRegisterValues(bytes: [0x82, 0])) }
  }

  @Test("divided values are those of the places, in order")
  func divided() throws {
    let packed = PackedRegisterValues(registers)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      let isFirst = registers.ids.map { _ in Bool.random(using: &random) }
      let (first, second) = try packed.divided(by: isFirst)
      func part(_ kind: Bool) -> PackedRegisterValues {
        PackedRegisterValues(
          RegisterState(zip(registers, isFirst).filter { $0.1 == kind }.map(\.0))
        )
      }
      #expect(first == part(true))
      #expect(second == part(false))
      #expect(try PackedRegisterValues(first, second, by: isFirst) == packed)
      #expect(throws: CanonicalError.self) {
        try PackedRegisterValues(second, packed, by: isFirst)
      }
    }
    #expect(throws: CanonicalError.self) {
      try packed.divided(by: Array(repeating: true, count: registers.count - 1))
    }
  }
}
