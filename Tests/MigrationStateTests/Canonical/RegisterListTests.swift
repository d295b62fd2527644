import ArmArchitecture
import MigrationState
import Testing

@Suite("Register lists and packed values")
struct RegisterListTests {
  @Test("they come back and are named by their bytes", arguments: 0..<50 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomDocuments(seed: seed)
    let registers = random.registers(0...60)
    let list = RegisterList(registers)
    let values = PackedRegisterValues(registers)
    let again = try RegisterList(canonical: list.canonicalBytes())
    #expect(again == list && again.digest == list.digest, "seed \(seed)")
    #expect(list.digest == Digest(of: list.canonicalBytes()), "seed \(seed)")
    let packed = PackedRegisterValues(bytes: values.bytes)
    #expect(try packed.registers(in: again) == registers, "seed \(seed)")
  }

  @Test(
    "a list that is not the one spelling of registers is refused",
    arguments: [
      (bytes: [0x81, 0x05], offset: 1),  // not an id
      (bytes: [0x82, 0x1b, 0x60, 0x30, 0, 0, 0, 0x13, 0xc0, 0x20, 0x00], offset: 10),  // twice
      (bytes: [0x82, 0x1b, 0x60, 0x30, 0, 0, 0, 0x13, 0xc0, 0x20], offset: 10),  // cut off
      (bytes: [0x80, 0x00], offset: 1),  // goes on
    ] as [(bytes: [UInt8], offset: Int)]
  )
  func badLists(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: CanonicalError.self) { try RegisterList(canonical: bytes) }
    #expect(error?.offset == offset)
  }

  @Test(
    "values that are not the one spelling at the registers' widths are refused",
    arguments: [
      [0x82, 0x00, 0x40],  // one too few
      [0x84, 0x00, 0x00, 0x40, 0x00],  // one too many
      [0x83, 0x00, 0x00, 0x00],  // a number for a wide register
      [0x83, 0x40, 0x00, 0x40],  // bytes for a narrow one
      [0x83, 0x1b, 0, 0, 0, 1, 0, 0, 0, 0, 0x00, 0x40],  // 33 bits for 32
      [0x83, 0x00, 0x00, 0x42, 0x00, 0x01],  // a leading zero
      [0x83, 0x00, 0x00, 0x51] + Array(repeating: 1, count: 17),  // 17 bytes for 16
    ] as [[UInt8]]
  )
  func badValues(bytes: [UInt8]) {
    let ids: [UInt64] = [0x6020_0000_0011_0000, 0x6030_0000_0013_c080, 0x6040_0000_0010_0054]
    let list = RegisterList(ids.compactMap { RegisterID(rawValue: $0) })
    #expect(throws: CanonicalError.self) {
      try PackedRegisterValues(bytes: bytes).registers(in: list)
    }
  }
}
