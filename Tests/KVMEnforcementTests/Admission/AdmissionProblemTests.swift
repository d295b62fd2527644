import ArmArchitecture
import KVMEnforcement
import Testing

/// A refused value names every field that stands against it, and what it means.
@Suite struct AdmissionProblemTests {
  private func admit(_ register: String, _ limit: UInt64, _ mask: UInt64, _ value: UInt64)
    -> Admission
  {
    AdmissionPlan(
      profile: profile([register: (limit, mask)]),
      kernel: KernelVersion(7, 3, 4),
      facts: HostFacts(has32BitEL0: true)
    ).admit(encoding(register), value)
  }

  @Test("all fields are named, highest first, with both contents")
  func all() {
    // TLB 2 -> 3, AES 1 -> 2 (above the limit), reserved bits 3:0 set.
    let admission = admit("ID_AA64ISAR0_EL1", 0x0200_0000_0000_0010, .max, 0x0300_0000_0000_0021)
    #expect(admission.outcome == .refused)
    #expect(admission.problems.map(\.field) == ["TLB", "AES", nil])
    #expect(admission.problems.map(\.written) == [3, 2, 1])
    #expect(admission.problems.map(\.limit) == [2, 1, 0])
    #expect(admission.problems.map(\.kind) == [.beyondLimit, .beyondLimit, .reserved])
    #expect(
      admission.problems.map(\.meaning)
        == [.featureUnavailable, .featureUnavailable, .valueNotRestorable]
    )
  }

  @Test("a feature that the host cannot hide is exposed")
  func exposed() throws {
    let problem = try #require(
      admit("ID_AA64MMFR3_EL1", 0x100, 0, 0).problems.first
    )
    #expect(problem.kind == .notWritable)
    #expect(problem.meaning == .featureExposed)
    #expect(problem.meaning.rawValue == "feature-exposed")
    #expect(problem.features.contains("FEAT_S1PIE"))
  }

  @Test("a feature that the host lacks is unavailable")
  func unavailable() throws {
    let problem = try #require(
      admit("ID_AA64ISAR0_EL1", 0x0010_0000, .max, 0x0020_0000).problems.first
    )
    #expect(problem.field == "ATOMIC")
    #expect(problem.meaning == .featureUnavailable)
  }

  @Test("signed fields compare signed: more is not larger")
  func signed() throws {
    // TGRAN4: limit 15 (−1, not implemented), VM 0 (implemented).
    let problem = try #require(
      admit("ID_AA64MMFR0_EL1", 0xf000_0000, .max, 0).problems.first
    )
    #expect(problem.field == "TGRAN4")
    #expect(problem.meaning == .featureUnavailable)
    #expect(problem.features.contains("FEAT_TGran4K"))
  }

  @Test("exact and unordered fields are not restorable")
  func exact() {
    #expect(
      admit("ID_AA64MMFR0_EL1", 0x200_0000_0000, .max, 0).problems.map(\.meaning)
        == [.valueNotRestorable]
    )
    #expect(admit("CTR_EL0", 0x8000, .max, 0xc000).problems.map(\.kind) == [.notSafe])
  }

  @Test("a higher-safe field cannot be lowered")
  func higher() {
    #expect(
      admit("ID_AA64MMFR1_EL1", 0x100_0000, .max, 0).problems.map(\.meaning) == [.featureExposed]
    )
    #expect(admit("ID_AA64MMFR1_EL1", 0, .max, 0xf00_0000).accepted)
  }

  @Test("a mask bit outside the kernel's table does not make a field writable")
  func absent() {
    #expect(
      admit("ID_AA64MMFR3_EL1", 0x1_0000_0000, .max, 0).problems.map(\.kind) == [.notWritable]
    )
    // A field with only some bits in the mask is not writable either.
    #expect(admit("ID_AA64MMFR3_EL1", 0x300, 0x100, 0x200).problems.map(\.kind) == [.notWritable])
  }

  @Test("a tolerated value is told with what is kept")
  func tolerated() throws {
    let admission = admit("ID_AA64DFR0_EL1", 0x606, .max, 0xf06)
    let tolerance = try #require(admission.tolerances.first)
    #expect(admission.problems.isEmpty)
    #expect(tolerance.field == "PMUVer")
    #expect((tolerance.written, tolerance.stored) == (15, 0))
    #expect(!tolerance.reason.isEmpty)
  }

  @Test("a register that the vCPU lacks is missing")
  func missing() {
    #expect(admit("ID_AA64PFR0_EL1", 0, 0, 0).outcome != .missing)
    let plan = AdmissionPlan(
      profile: profile([:]),
      kernel: KernelVersion(7, 3),
      facts: HostFacts(has32BitEL0: true)
    )
    #expect(plan.admit(encoding("ID_AA64PFR0_EL1"), 0).outcome == .missing)
    #expect(plan.admit(encoding("CTR_EL0"), 0).outcome == .missing)
  }
}
