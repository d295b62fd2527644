import ArmArchitecture
import MigrationState
import Testing

@testable import StateImport

/// The shapes in which people paste registers, and what is refused.
@Suite struct KVMRegisterDumpTests {
  private func snapshot(_ text: String) throws -> SnapshotDocument {
    let bytes = Array(text.utf8)
    #expect(ForeignFormat.recognised(in: Array(bytes.prefix(4096))) == .kvmRegisters)
    let document = try StateImporter.document(bytes, as: .kvmRegisters)
    guard case .snapshot(let snapshot) = document else {
      throw ImportError.unusable("not a snapshot")
    }
    return snapshot
  }

  @Test(
    "one register in many shapes",
    arguments: [
      "0x603000000013c020 8 0x1101000010110011",
      "0x603000000013c020 0x1101000010110011",
      "603000000013c020 8 1101000010110011",
      "603000000013c020: 1101000010110011",
      "0x603000000013c020 ID_AA64PFR0_EL1 8 = 0x1101000010110011",
      "SYS_ID_AA64PFR0_EL1: 0x1101000010110011",
      "S3_0_C0_C4_0 = 0x1101000010110011   # the host's",
    ]
  )
  func shapes(_ text: String) throws {
    let snapshot = try snapshot(text)
    #expect(snapshot.vm == "web-1")
    #expect(snapshot.vcpus.map(\.index) == [0])
    let registers = try #require(snapshot.vcpus.first?.registers)
    #expect(registers.count == 1)
    #expect(registers[try #require(RegisterID("ID_AA64PFR0_EL1"))] == .word(0x1101_0000_1011_0011))
  }

  @Test("several vCPUs, narrow and wide registers")
  func vcpus() throws {
    let snapshot = try snapshot(
      """
      vcpu 0
      0x60200000001000d4 4 0x10
      0x6040000000100054 16 0x00112233445566778899aabbccddeeff
      cpu1:
      PSCI_VERSION 0x10003
      """
    )
    #expect(snapshot.vcpus.map(\.index) == [0, 1])
    let first = snapshot.vcpus[0].registers
    let vector = try #require(RegisterID(rawValue: 0x6040_0000_0010_0054))
    #expect(first[vector] == .wide([0x8899_aabb_ccdd_eeff, 0x0011_2233_4455_6677]))
    #expect(snapshot.vcpus[1].registers.count == 1)
  }

  @Test(
    "a line that is no register with its value is refused with its number",
    arguments: [
      ("0x603000000013c020 8 0x1\n0x603000000013c020 8 0x1", "line 2: expected each register once"),
      ("0x603000000013c020 8 0x1\nhello", "line 2: expected the id or the name of a register"),
      ("0x603000000013c020 8 0x1\nMIDR_EL1 4 0x1", "line 2: expected the value of MIDR_EL1"),
      ("0x603000000013c020 8 0x1\nMIDR_EL1 12", "line 2: expected a value of 64 bits"),
      ("0x603000000013c020 8 0x1\nMIDR_EL1 0x10000000000000000", "line 2: expected a value of 64"),
      ("0x603000000013c020 8 0x1\nvcpu 0", "line 2: expected each vCPU once"),
    ]
  )
  func refused(_ text: String, _ message: String) {
    let error = #expect(throws: ImportError.self) { try snapshot(text) }
    #expect(error.map { "\($0)".hasPrefix(message) } == true, "\(error.map { "\($0)" } ?? "")")
  }
}
