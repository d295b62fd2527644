import ArmArchitecture
import MigrationCheck
import MigrationState
import Testing

@testable import StateImport

/// What QEMU prints when a migration fails becomes findings.
@Suite struct QEMUMessageLogTests {
  private static let log = """
    qemu-system-aarch64: warning: something else
    qemu11: Could not set register op0:3 op1:0 crn:0 crm:4 op2:0 to 1100000011110112 (is 1101001121110222)
    qemu11: Could not set register fw reg 0 to 10003 (is 10001)
    qemu11: handle_cpreg_only_in_incoming_stream: system register op0:3 op1:0 crn:9 crm:14 op2:6 in the incoming stream but unknown on the destination: fail migration
    tolerate_cpreg_only_in_incoming_stream fw feat reg 3 is in incoming stream but not on destination but this is explicitly tolerated
    qemu11: Failed to put registers after init: Invalid argument
    """

  @Test("registers, values and absences are read, everything else is passed over")
  func messages() throws {
    let bytes = Array(Self.log.utf8)
    #expect(ForeignFormat.recognised(in: bytes) == .qemuMessages)
    let log = try QEMUMessageLog(try TextLines(bytes))
    let psci = try #require(RegisterID(rawValue: 0x6030_0000_0014_0000))
    let bitmap = try #require(RegisterID(rawValue: 0x6030_0000_0016_0003))
    let pfr0 = try #require(RegisterID("ID_AA64PFR0_EL1"))
    let pmmir = try #require(RegisterID("PMMIR_EL1"))
    #expect(
      log.messages == [
        .refused(pfr0, value: 0x1100_0000_1111_0112, target: 0x1101_0011_2111_0222),
        .refused(psci, value: 0x10003, target: 0x10001),
        .missing(pmmir),
        .missingTolerated(bitmap),
      ]
    )
  }

  @Test("a refused ID register names every field that differs; a cut message is an error")
  func findings() throws {
    let pfr0 = try #require(RegisterID("ID_AA64PFR0_EL1"))
    let findings = ReportedRefusal(
      pfr0,
      .value(0x1100_0000_1111_0112, target: 0x1101_0011_2111_0222)
    ).findings
    let fields = Set(findings.compactMap(\.field))
    #expect(fields == ["DIT", "SEL2", "SVE", "RAS", "EL2", "EL1"])
    #expect(findings.allSatisfy { $0.severity == .refuse })
    let psci = try #require(RegisterID(rawValue: 0x6030_0000_0014_0000))
    #expect(
      ReportedRefusal(psci, .value(0x10003, target: 0x10001)).findings.map(\.code)
        == ["firmware-version"]
    )
    let cut = "qemu: Could not set register op0:3 op1:0 crn:0 crm:4 op2:0 to 11000000"
    #expect(throws: ImportError.self) { try QEMUMessageLog(try TextLines(Array(cut.utf8))) }
  }
}
