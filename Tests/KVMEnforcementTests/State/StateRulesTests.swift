import ArmArchitecture
import KVMEnforcement
import TestSupport
import Testing

@Suite struct StateRulesTests {
  private func mask(_ register: String, _ values: IDRegisterValues) throws -> RegisterMask {
    let encoding = try #require(RegisterID(register)?.encoding)
    return try #require(StateRules(carriedUnder: values).mask(of: encoding))
  }

  @Test("a VM without EL2 is judged by SCTLR_EL1, TCR2_EL1 and SCTLR2_EL1 alone")
  func carried() throws {
    let rules = StateRules(carriedUnder: IDRegisterValues())
    #expect(rules.masks.map(\.encoding.name) == ["SCTLR_EL1", "SCTLR2_EL1", "TCR2_EL1"])
    #expect(!rules.isEnforced)
    #expect(rules.masks.map(\.zero).allSatisfy { $0 != 0 })
  }

  @Test("what Linux sets unconditionally is valid, or in the reviewed list")
  func linux() throws {
    // INIT_SCTLR_EL1_MMU_ON, 7.3, little-endian.
    let names = [
      "M", "C", "SA", "SA0", "SED", "I", "DZE", "UCT", "nTWE", "IESB", "SPAN", "ITFSB", "UCI",
      "EPAN", "LSMAOE", "nTLSMD", "EIS", "TSCXT", "EOS",
    ]
    let register = try #require(BitRules.carried.first { $0.name == "SCTLR_EL1" })
    let value = try names.reduce(0 as UInt64) { value, name in
      value | (try #require(register.rules(ofField: name).first)).bits.mask
    }
    var values = IDRegisterValues()
    values.set("ID_AA64PFR0_EL1.EL1", 1)
    let mask = try mask("SCTLR_EL1", values)
    let wrong = mask.invalidBits(of: value)
    for rule in register.rules where rule.bits.mask & wrong != 0 {
      let inert = InertBits.standard.row(register.encoding, rule.bits, of: value)
      #expect(inert != nil, "\(rule.name ?? "\(rule.bits)") is neither")
    }
  }

  @Test("TCR2_EL1 follows its features, and is RES0 without FEAT_TCR2")
  func translation() throws {
    var values = IDRegisterValues()
    values.set("ID_AA64MMFR3_EL1.S1PIE", 1)
    #expect(try mask("TCR2_EL1", values).zero == .max)
    values.set("ID_AA64MMFR3_EL1.TCRX", 1)
    #expect(try mask("TCR2_EL1", values).zero == ~0x2)
  }

  @Test("a condition that fails in part is explained by the part")
  func partly() throws {
    var values = IDRegisterValues()
    values.set("ID_AA64MMFR4_EL1.E2H0", 0xe)
    values.set("ID_AA64PFR0_EL1.EL2", 1)
    let plan = try KernelModel(KernelVersion(7, 3)).plan(
      for: VMConfiguration(idRegisters: values, vcpuFeatures: [.el2], gic: .v3)
    )
    let encoding = try #require(RegisterID("SCTLR_EL2")?.encoding)
    #expect(
      plan.explain(encoding, field: "MSCEn").map(\.description) == [
        "SCTLR_EL2.MSCEn: RES0, the VM does not advertise FEAT_MOPS (ID_AA64ISAR2_EL1.MOPS = 0)"
      ]
    )
  }

  @Test("reset poison is told whole, cut, and as masks leave it")
  func poison() {
    let mask = RegisterMask(
      encoding: Encoding(packed: 0),
      zero: 0xffff_ff00_7f00_0000,
      one: 0x8000_0000
    )
    #expect(ResetPoison.isWhole(0x1de7_ec7e_dbad_c0de))
    #expect(ResetPoison.isWhole(0xdbad_c0de))
    #expect(!ResetPoison.isWhole(0x7e80_adc0_de))
    #expect(ResetPoison.isMasked(0x7e80_adc0_de, by: [mask]))
    #expect(!ResetPoison.isMasked(0x7e80_adc0_df, by: [mask]))
    #expect(!ResetPoison.isMasked(0, by: [mask]))
  }
}
