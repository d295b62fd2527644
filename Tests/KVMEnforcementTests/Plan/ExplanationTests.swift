import ArmArchitecture
import KVMEnforcement
import Testing

@Suite struct ExplanationTests {
  private func plan(
    _ fields: [String: UInt64],
    on kernel: KernelVersion = KernelVersion(7, 3)
  ) throws -> ConfigurationPlan {
    var values = IDRegisterValues()
    for (path, content) in fields {
      values[try #require(IDRegisters.standard.field(path))] = content
    }
    return try KernelModel(kernel).plan(
      for: VMConfiguration(idRegisters: values, vcpuFeatures: [.el2], gic: .v3)
    )
  }

  private func explain(_ plan: ConfigurationPlan, _ subject: String) throws -> [String] {
    let parts = subject.split(separator: ".")
    let encoding = try #require(RegisterNames.standard.encoding(named: parts[0]))
    return plan.explain(encoding, field: parts[1]).map(\.description)
  }

  @Test(
    "a bit's state is explained down to the ID fields",
    arguments: [
      (
        "HCRX_EL2.MSCEn",
        "HCRX_EL2.MSCEn: RES0, the VM does not advertise FEAT_MOPS (ID_AA64ISAR2_EL1.MOPS = 0)"
      ),
      (
        "HCRX_EL2.TCR2En",
        "HCRX_EL2.TCR2En: writable, the VM advertises FEAT_TCR2 (ID_AA64MMFR3_EL1.TCRX = 1)"
      ),
      (
        "TCR2_EL2.FNG1",
        "TCR2_EL2.FNG1: RES0, the VM does not advertise FEAT_ASID2 (ID_AA64MMFR4_EL1.ASID2 = 0)"
      ),
      ("HCR_EL2.E2H", "HCR_EL2.E2H: RES1, the kernel pins it (ID_AA64MMFR4_EL1.E2H0 = 15)"),
      (
        "HCR_EL2.HCD",
        "HCR_EL2.HCD: RES0, the VM advertises FEAT_AA64EL3 (ID_AA64PFR0_EL1.EL3 = 1)"
      ),
      (
        "SCTLR2_EL2.EASE",
        "SCTLR2_EL2.EASE: RES0, SCTLR2_EL2 does not exist without FEAT_SCTLR2 "
          + "(ID_AA64MMFR3_EL1.SCTLRX = 0)"
      ),
      (
        "NVHCR_EL2.VM",
        "NVHCR_EL2.VM: writable, the kernel leaves NVHCR_EL2 alone unless FEAT_NV3 "
          + "(ID_AA64MMFR4_EL1.NV_frac = 0)"
      ),
      ("VMPIDR_EL2.Aff0", "VMPIDR_EL2.Aff0: writable, whatever the VM advertises"),
      ("VMPIDR_EL2.MT", "VMPIDR_EL2.MT: RES0, the kernel pins it"),
    ]
  )
  func lines(_ subject: String, _ line: String) throws {
    let plan = try plan([
      "ID_AA64PFR0_EL1.EL1": 1, "ID_AA64PFR0_EL1.EL2": 1, "ID_AA64PFR0_EL1.EL3": 1,
      "ID_AA64MMFR1_EL1.HCX": 1, "ID_AA64MMFR3_EL1.TCRX": 1, "ID_AA64MMFR4_EL1.E2H0": 15,
    ])
    #expect(try explain(plan, subject) == [line])
  }

  @Test("bits without a name, bits without a rule, fields in parts")
  func unnamed() throws {
    let encoding = try #require(RegisterNames.standard.encoding(named: "HCRX_EL2"))
    let newest = try plan([:]).explain(encoding, bits: 1 << 12)
    #expect(newest.map(\.description) == ["HCRX_EL2[13:12]: RES0, the architecture reserves it"])
    let older = try plan([:], on: KernelVersion(7, 2)).explain(encoding, bits: 1 << 12)
    #expect(
      older.map(\.description) == ["HCRX_EL2[13:12]: writable, the kernel has no rule for it"]
    )
    #expect(
      try explain(try plan([:]), "VTTBR_EL2.VMID") == [
        "VTTBR_EL2.VMID: RES0, the VM does not advertise FEAT_VMID16 "
          + "(ID_AA64MMFR1_EL1.VMIDBits = 0)",
        "VTTBR_EL2.VMID: writable, whatever the VM advertises",
      ]
    )
    #expect(try explain(try plan([:]), "VTTBR_EL2.NONE").isEmpty)
  }

  @Test("a composite feature is followed down to the features it is made of")
  func chain() throws {
    let encoding = try #require(RegisterNames.standard.encoding(named: "SCTLR_EL1"))
    let plan = try plan(["ID_AA64PFR0_EL1.EL1": 1, "ID_AA64PFR1_EL1.MTE": 1])
    let explanation = try #require(plan.explain(encoding, field: "ITFSB").first)
    #expect(explanation.features == ["FEAT_MTE_ASYNC", "FEAT_MTE2"])
    #expect(
      explanation.evidence.map(\.path) == ["ID_AA64PFR1_EL1.MTE", "ID_AA64PFR1_EL1.MTE_frac"]
    )
    #expect(explanation.evidence.map(\.content) == [1, 0])
  }

  @Test("every bit's cause fits its state", arguments: ConfigurationPlanTests.kernels)
  func consistent(_ kernel: KernelVersion) throws {
    for seed in UInt64(1)...20 {
      let plan = try KernelModel(kernel).plan(for: .random(seed: seed))
      for explanation in plan.masks.flatMap({ plan.explain($0.encoding) }) {
        switch explanation.cause {
        case .free, .always, .holds, .notSanitised: #expect(explanation.state == .writable)
        case .registerMissing: #expect(explanation.state == .zero)
        case .reserved, .pinned, .fails: #expect(explanation.state != .writable)
        }
      }
    }
  }
}
