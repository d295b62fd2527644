import ArmArchitecture
import MigrationState
import Testing

@testable import StateImport

/// The kernel's listing of a VM's ID registers, in and out.
@Suite struct IDRegisterListingTests {
  private static let text =
    """
            SYS_MIDR_EL1:\t00000000000f0510
         SYS_ID_PFR0_EL1:\t0000000010010131
              S3_0_0_3_3:\t0000000000000000
     SYS_ID_AA64PFR0_EL1:\t1100000011110112
         SYS_ID_AA64DFR0_EL1:\t0000000010305408
             SYS_CTR_EL0:\t0000000084448004

    """

  @Test("the file becomes a definition that has each register")
  func definition() throws {
    let bytes = Array(Self.text.utf8)
    #expect(ForeignFormat.recognised(in: bytes) == .idRegisters)
    guard case .vm(let vm) = try StateImporter.document(bytes) else {
      Issue.record("not a VM")
      return
    }
    #expect(vm.name == "web-1")
    #expect(vm.idRegisters.count == 6)
    #expect(
      vm.idRegisters[try #require(RegisterID("ID_AA64PFR0_EL1"))] == .word(0x1100_0000_1111_0112)
    )
    #expect(vm.idRegisters[try #require(RegisterID("S3_0_C0_C3_3"))] == .word(0))
    #expect(vm.vcpuFeatures == [.psci, .pmuV3])
    #expect(vm.gic == .v3)
  }

  @Test("out and in is exact, and so is in and out but for the spaces of longer names")
  func roundTrip() throws {
    let listing = try IDRegisterListing(try TextLines(Array(Self.text.utf8)))
    let out = IDRegisterListing.text(listing.registers)
    #expect(try IDRegisterListing(try TextLines(Array(out.utf8))).registers == listing.registers)
    #expect(
      out.split(separator: "\n").map { $0.drop { $0 == " " } }
        == Self.text.split(separator: "\n").map { $0.drop { $0 == " " } }
    )
    #expect(out.hasPrefix("        SYS_MIDR_EL1:\t00000000000f0510\n"))
  }

  @Test(
    "what the kernel does not print is refused with the line",
    arguments: [
      "SYS_MIDR_EL1:\t0000000000000001\nSYS_MIDR_EL1:\t0000000000000001",
      "SYS_MIDR_EL1:\t0000000000000001\nSYS_NOTHING_EL1:\t0000000000000001",
      "SYS_MIDR_EL1:\t0000000000000001\nSYS_REVIDR_EL1:\t1",
      "SYS_MIDR_EL1:\t0000000000000001\nSYS_REVIDR_EL1:\t-000000000000001",
      "SYS_MIDR_EL1:\t0000000000000001\nS3_0_0_16_0:\t0000000000000001",
    ]
  )
  func refused(_ text: String) throws {
    let error = #expect(throws: ImportError.self) {
      try StateImporter.document(Array(text.utf8), as: .idRegisters)
    }
    #expect("\(try #require(error))".hasPrefix("line 2: expected "))
  }
}
