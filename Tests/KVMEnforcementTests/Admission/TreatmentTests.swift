import ArmArchitecture
import Testing

@testable import KVMEnforcement

/// Each row of the table of treatments does what it says, on the kernels and VMs it names.
@Suite struct TreatmentTests {
  /// One write, and what KVM answers: the stored value, `nil` for refused or undecided.
  struct Write: CustomTestStringConvertible, Sendable {
    let register: String
    let limit: UInt64
    let value: UInt64
    let outcome: Admission.Outcome
    var kernel = KernelVersion(7, 3, 4)
    var el2 = false
    var facts = HostFacts(has32BitEL0: true)
    var writableIDs = false
    /// CTR_EL0 of the fresh vCPU.
    var ctr: UInt64 = 0
    var mask: UInt64 = .max

    var testDescription: String {
      "\(register) \(hexadecimal(limit, digits: 16)) -> \(hexadecimal(value, digits: 16)) on \(kernel)"
    }
  }

  private static func write(
    _ register: String,
    _ limit: UInt64,
    _ value: UInt64,
    _ outcome: Admission.Outcome,
    _ change: (inout Write) -> Void = { _ in }
  ) -> Write {
    var write = Write(register: register, limit: limit, value: value, outcome: outcome)
    change(&write)
    return write
  }

  private static func keeps(_ value: UInt64) -> Admission.Outcome { .accepted(stored: value) }

  private static let rewrites: [Write] = [
    write("ID_AA64DFR0_EL1", 0x606, 0xf06, keeps(0x006)),
    write("ID_AA64DFR0_EL1", 0x006, 0xf06, keeps(0x006)) { $0.mask = 0 },
    write("ID_DFR0_EL1", 0x0600_0006, 0x0f00_0006, keeps(0x6)),
    write("ID_AA64DFR0_EL1", 0xf0_0000_0006, 0x6, keeps(0xf0_0000_0006)) {
      ($0.el2, $0.mask) = (true, 0)
    },
    write("ID_AA64DFR0_EL1", 0xf0_0000_0006, 0x6, .refused) { $0.mask = 0 },
    write("ID_AA64DFR0_EL1", 0xf0_0000_0006, 0x10_0000_0006, .refused) { $0.el2 = true },
    write("ID_AA64PFR0_EL1", 0x11, 0x100_0000_0011, keeps(0x11)) { $0.facts.mpam = 1 },
    write("ID_AA64PFR0_EL1", 0x11, 0x200_0000_0011, .refused) { ($0.facts.mpam, $0.mask) = (1, 0) },
    write("ID_AA64PFR0_EL1", 0x11, 0x100_0000_0011, .undecided),
    write("ID_AA64PFR0_EL1", 0x11, 0x100_0000_0011, .refused) { $0.facts.mpam = 0 },
    write("ID_AA64PFR0_EL1", 0x11, 0x100_0000_0011, .refused) { $0.kernel = .init(6, 12, 5) },
    write("ID_AA64PFR1_EL1", 0x0, 0x1_0000, keeps(0)) { $0.facts.mpamFrac = 1 },
    write("ID_AA64PFR1_EL1", 0x0, 0x1_0000, .undecided),
    write("ID_AA64MMFR2_EL1", 0, 0x200_0000, keeps(0)) { $0.facts.nv = 2 },
    write("ID_AA64MMFR2_EL1", 0, 0x100_0000, .refused) { $0.facts.nv = 2 },
    write("ID_AA64MMFR2_EL1", 0, 0x100_0000, .undecided),
    write("ID_AA64MMFR2_EL1", 0, 0x300_0000, .refused),
    write("ID_AA64MMFR2_EL1", 0x200_0000, 0x200_0000, keeps(0x200_0000)) { $0.facts.nv = 2 },
    write("ID_AA64PFR1_EL1", 0xf00_0000_0200, 0x200, keeps(0xf00_0000_0200)) {
      ($0.facts.mte, $0.facts.mteFrac, $0.mask) = (2, 15, 0)
    },
    write("ID_AA64PFR1_EL1", 0, 0, .refused) {
      ($0.facts.mte, $0.facts.mteFrac, $0.mask) = (2, 15, 0)
    },
    write("ID_AA64PFR1_EL1", 0, 0, keeps(0)) {
      ($0.facts.mte, $0.facts.mteFrac, $0.kernel) = (2, 15, .init(6, 12, 107))
    },
    write("ID_AA64PFR1_EL1", 0xf00_0000_0200, 0x200, .undecided) {
      ($0.facts.mte, $0.facts.mteFrac, $0.kernel) = (2, 15, .init(6, 15, 1))
    },
    write("ID_ISAR0_EL1", 0, 0x1234, keeps(0)) { $0.facts.has32BitEL0 = false },
    write("ID_DFR0_EL1", 0x400_0000, 0x7, keeps(0x400_0000)) { $0.facts.has32BitEL0 = false },
    write("ID_AFR0_EL1", 0, 0x1, .refused) { $0.facts.has32BitEL0 = false },
  ]

  private static let floors: [Write] = [
    write("ID_AA64DFR0_EL1", 0xa, 0x5, .refused),
    write("ID_AA64DFR0_EL1", 0x5, 0x5, .refused),
    write("ID_AA64DFR0_EL1", 0xa, 0x6, keeps(0x6)),
    write("ID_DFR0_EL1", 0xa, 0x5, .refused),
    write("ID_DFR0_EL1", 0x0600_0006, 0x0100_0006, .refused),
    write("ID_DFR0_EL1", 0x0600_0006, 0x0200_0006, .refused),
    write("ID_DFR0_EL1", 0x0600_0006, 0x0000_0006, keeps(0x6)),
    write("ID_AA64PFR0_EL1", 0x11, 0x10, .refused),
    write("ID_AA64PFR0_EL1", 0x11, 0x01, .refused),
    write("ID_AA64PFR0_EL1", 0x11, 0x10, keeps(0x10)) { $0.kernel = .init(6, 12, 107) },
    write("ID_AA64PFR0_EL1", 0x11, 0x01, .undecided) { $0.kernel = .init(6, 14) },
    write("ID_AA64PFR0_EL1", 0x11, 0x10, .undecided) { $0.kernel = .init(6, 14) },
    write("ID_AA64PFR0_EL1", 0x111, 0x011, .refused) { $0.el2 = true },
    write("ID_AA64PFR0_EL1", 0x111, 0x011, keeps(0x11)),
    write("CTR_EL0", 0x0, 0x0, .refused),
    write("CTR_EL0", 0xc000, 0x8000, keeps(0x8000)),
    write("CTR_EL0", 0xc000, 0x4000, .refused),
  ]

  private static let signs: [Write] = [
    write("ID_AA64DFR0_EL1", 0x606, 0x806, keeps(0x806)) { $0.kernel = .init(6, 12, 90) },
    write("ID_AA64DFR0_EL1", 0x606, 0x806, .refused) { $0.kernel = .init(6, 12, 91) },
    write("ID_AA64DFR0_EL1", 0x606, 0x806, .refused) { $0.kernel = .init(6, 12) },
    write("ID_AA64DFR0_EL1", 0x606, 0xe06, keeps(0xe06)) { $0.kernel = .init(6, 16, 12) },
    write("ID_AA64DFR0_EL1", 0x606, 0xe06, keeps(0xe06)) { $0.kernel = .init(6, 18) },
    write("ID_AA64DFR0_EL1", 0x606, 0x706, .refused) { $0.kernel = .init(6, 18, 15) },
    write("ID_AA64DFR0_EL1", 0x606, 0x806, .undecided) { $0.kernel = .init(6, 18, 16) },
    write("ID_AA64DFR0_EL1", 0x606, 0x706, .refused) { $0.kernel = .init(6, 18, 16) },
    write("ID_AA64DFR0_EL1", 0x606, 0x806, .undecided) { $0.kernel = .init(7, 1, 9) },
    write("ID_AA64DFR0_EL1", 0x606, 0x805, .refused) { $0.kernel = .init(7, 1, 9) },
    write("ID_AA64DFR0_EL1", 0x606, 0x806, .refused) { $0.kernel = .init(7, 2, 0) },
    write("ID_DFR0_EL1", 0x0600_0006, 0x0800_0006, keeps(0x0800_0006)) { $0.kernel = .init(6, 18) },
    write("ID_DFR0_EL1", 0x0600_0006, 0x0800_0006, keeps(0x0800_0006)) {
      $0.kernel = .init(6, 12, 90)
    },
    write("ID_DFR0_EL1", 0x0600_0006, 0x0800_0006, .undecided) { $0.kernel = .init(7, 0, 0) },
    write("ID_DFR0_EL1", 0x0600_0006, 0x0800_0006, .refused),
  ]

  private static let kernelsOnly: [Write] = [
    write("ID_AA64MMFR0_EL1", 0x222_0000_0000, 0x122_0000_0000, .refused) {
      ($0.kernel, $0.el2) = (.init(6, 16, 12), true)
    },
    write("ID_AA64MMFR0_EL1", 0x222_0000_0000, 0x112_0000_0000, .undecided) {
      ($0.kernel, $0.el2) = (.init(6, 17, 1), true)
    },
    write("ID_AA64MMFR0_EL1", 0x222_0000_0000, 0x111_0000_0000, keeps(0x111_0000_0000)) {
      ($0.kernel, $0.el2) = (.init(6, 18, 15), true)
    },
    write("ID_AA64MMFR0_EL1", 0x222_0000_0000, 0x111_0000_0000, keeps(0x111_0000_0000)) {
      $0.kernel = .init(6, 16, 12)
    },
    write("ID_AA64PFR0_EL1", 0x100_0011, 0x11, .refused) {
      ($0.kernel, $0.facts.hasGICv5LegacyInterface) = (.init(6, 18, 15), true)
    },
    write("ID_AA64PFR0_EL1", 0x100_0011, 0x11, .undecided) {
      ($0.kernel, $0.facts.hasGICv5LegacyInterface) = (.init(7, 0, 1), true)
    },
    write("ID_AA64PFR0_EL1", 0x100_0011, 0x11, keeps(0x11)) {
      $0.facts.hasGICv5LegacyInterface = true
    },
    write("ID_AA64PFR0_EL1", 0x100_0011, 0x11, keeps(0x11)) { $0.kernel = .init(6, 18, 15) },
  ]

  private static let identity: [Write] = [
    write("MPIDR_EL1", 0x8000_0000, 0x1_8000_0001, keeps(0x1_8000_0001)) { $0.mask = 0 },
    write("MIDR_EL1", 0x410f_d0c1, 0x411f_d402, .refused),
    write("MIDR_EL1", 0x410f_d0c1, 0x411f_d402, keeps(0x411f_d402)) { $0.writableIDs = true },
    write("MIDR_EL1", 0x410f_d0c1, 0x1_411f_d402, .refused) { $0.writableIDs = true },
    write("MIDR_EL1", 0x410f_d0c1, 0x411f_d402, .refused) {
      ($0.writableIDs, $0.kernel) = (true, .init(6, 12, 107))
    },
    write("REVIDR_EL1", 0, .max, keeps(.max)) { $0.writableIDs = true },
    write("REVIDR_EL1", 0, 1, .refused),
    write("AIDR_EL1", 0, .max, keeps(.max)) { $0.writableIDs = true },
    write("AIDR_EL1", 0, 1, .refused),
    write("CLIDR_EL1", 0x1200_0023, 0x4100_0003, keeps(0x4100_0003)) { $0.ctr = 1 << 28 },
    write("CLIDR_EL1", 0x1200_0023, 1 << 47, .refused) { $0.ctr = 1 << 28 },
    write("CLIDR_EL1", 0x1200_0023, 0x23, keeps(0x23)) { $0.ctr = 1 << 28 },
    write("CLIDR_EL1", 0x1200_0023, 0x0800_0023, .refused),
    write("CLIDR_EL1", 0x1200_0023, 0x0200_0023, .refused),
    write("CLIDR_EL1", 0x1200_0023, 0x0220_0023, keeps(0x0220_0023)),
    write("CLIDR_EL1", 0x1200_0023, 0x0a00_0023, keeps(0x0a00_0023)),
  ]

  @Test("a treated write", arguments: rewrites + floors + signs + kernelsOnly + identity)
  func answers(_ write: Write) {
    var registers = [write.register: (limit: write.limit, mask: write.mask)]
    if write.register != "CTR_EL0" { registers["CTR_EL0"] = (write.ctr, 0) }
    let plan = AdmissionPlan(
      profile: profile(registers, write.el2 ? [.psci, .el2] : [.psci]),
      kernel: write.kernel,
      facts: write.facts,
      writableImplementationIDs: write.writableIDs
    )
    #expect(plan.admit(encoding(write.register), write.value).outcome == write.outcome)
  }

  @Test("every register, field and bit of the table exists, and no row stands twice")
  func table() {
    let rows = Treatments.standard.rows
    #expect(rows.filter { $0.effect == .ignore }.count == 20)
    for (index, row) in rows.enumerated() {
      #expect(row.mask != 0)
      #expect(AdmissionPlan.covers(row.register))
      for other in rows[(index + 1)...] where other.register == row.register {
        #expect(
          other.mask != row.mask || other.test != row.test || other.kernels != row.kernels,
          "\(row.register.name) stands twice"
        )
      }
      // What is stored fits the field.
      if case .store(let content) = row.effect { #expect(content << row.shift & ~row.mask == 0) }
    }
  }

  @Test(
    "a malformed row is refused",
    arguments: [
      "ID_AA64PFR0_EL1.EL0 0 refuse", "ID_AA64PFR0_EL1.NONE 0 refuse -", "NONE 0 refuse -",
      "MIDR_EL1[31:0 * free -", "MIDR_EL1[0:31] * free -", "ID_AA64PFR0_EL1.EL0 x refuse -",
      "ID_AA64PFR0_EL1.EL0 3-1 refuse -", "ID_AA64PFR0_EL1.EL0 0 forbid -",
      "ID_AA64PFR0_EL1.EL0 0 refuse 6", "ID_AA64PFR0_EL1.EL0 0 refuse - el3",
      "ID_AA64PFR0_EL1.EL0 host.ELSE|0 refuse -", "ID_AA64PFR0_EL1.EL0 0 free -",
    ] as [StaticString]
  )
  func malformed(_ row: StaticString) {
    #expect(throws: TableError.self) { try Treatments([("row", row)]) }
  }
}
