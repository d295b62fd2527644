import ArmArchitecture
import Testing

@testable import KVMEnforcement

/// The tables of restore rules hold what their notation promises.
@Suite struct RestoreTableTests {
  @Test("on every measured kernel a register has at most one rule")
  func unambiguous() {
    for kernel in KernelVersion.measuredReleases {
      let rows = StoreRules.standard.rows.filter { $0.kernels.contains(kernel) }
      for (index, row) in rows.enumerated() {
        for other in rows[(index + 1)...] {
          #expect(!row.registers.overlaps(other.registers), "\(kernel) \(row.registers)")
        }
      }
      let hidden = VisibilityRules.standard.rows.filter { $0.kernels.contains(kernel) }
      #expect(Set(hidden.map(\.register)).count == hidden.count, "\(kernel)")
      // No CPU with FEAT_FGT2 was measured.
      #expect(!hidden.contains { !$0.isVerified && $0.least != 2 }, "\(kernel)")
    }
  }

  @Test(
    "a malformed rule is refused",
    arguments: [
      "PMCR_EL0 pmcr", "NONE pmcr -", "PMCR_EL0 other -", "PMCR_EL0 only -", "PMCR_EL0 pmcr=0x1 -",
      "PMCR_EL0 only=1 -", "PMCR_EL0 pmcr 6", "PMCR_EL0 pmcr - = NONE", "PMCR_EL0 pmcr - PMMIR_EL1",
      "PMEVCNTR30_EL0..PMEVCNTR0_EL0 zero -",
    ] as [StaticString]
  )
  func malformedRule(_ row: StaticString) {
    #expect(throws: TableError.self) { try StoreRules("row", row) }
  }

  @Test(
    "a malformed condition is refused",
    arguments: [
      "ID_AA64MMFR3_EL1.TCRX 1 -", "ID_AA64MMFR3_EL1.NONE 1 - TCR2_EL1",
      "ID_AA64MMFR0_EL1.TGRAN4 1 - TCR2_EL1", "ID_AA64MMFR3_EL1.TCRX x - TCR2_EL1",
      "ID_AA64MMFR3_EL1.TCRX 1 x TCR2_EL1", "ID_AA64MMFR3_EL1.TCRX 1 - NONE",
    ] as [StaticString]
  )
  func malformedCondition(_ row: StaticString) {
    #expect(throws: TableError.self) { try VisibilityRules("row", row) }
  }
}
