import ArmArchitecture
import KVMEnforcement
import Testing

@Suite struct FineGrainedTrapValueTests {
  /// The bits of each polarity in 7.3's layouts: register, trapping when 1, trapping when 0.
  static let layouts: [(String, UInt64, UInt64)] = [
    ("HFGRTR_EL2", 0x0003_ffff_ffff_ffff, 0xfff4_0000_0000_0000),
    ("HFGWTR_EL2", 0x0003_baff_e9db_39fb, 0xfff4_0000_0000_0000),
    ("HFGITR_EL2", 0xd07f_ffff_ffff_ffff, 0x0f80_0000_0000_0000),
    ("HDFGRTR_EL2", 0x87fd_fb3f_ffcf_feff, 0x7800_0000_0000_0000),
    ("HDFGWTR_EL2", 0x03f7_763b_bfbf_fdbf, 0x7000_0000_0000_0000),
    ("HAFGRTR_EL2", 0x0003_ffff_fffe_001f, 0),
    ("HFGRTR2_EL2", 0, 0x7fff),
    ("HFGWTR2_EL2", 0, 0x7ffd),
    ("HFGITR2_EL2", 1, 2),
    ("HDFGRTR2_EL2", 0, 0x01df_ffff),
    ("HDFGWTR2_EL2", 0, 0x01f9_ffbf),
    ("ICH_HFGRTR_EL2", 0, 0x001f_00f7),
    ("ICH_HFGWTR_EL2", 0, 0x001e_0065),
    ("ICH_HFGITR_EL2", 0, 0x7ff),
  ]

  @Test("both polarities, and a value that traps exactly the bits of the word", arguments: layouts)
  func polarity(_ name: String, _ positive: UInt64, _ negative: UInt64) throws {
    let plan = try Defaults.plan(kernel: "7.3", el2: false)
    let value = try #require(plan.fineGrainedTrapValues.first { $0.encoding.name == name })
    #expect(value.positive == positive)
    #expect(value.negative == negative)
    let group = try #require(BitRules.standard.register(value.encoding, on: plan.kernel)?.trapGroup)
    #expect(value.trapping == plan[group] & (positive | negative))
  }

  @Test("hiding FEAT_S1PIE clears two bits that trap when 0; hiding range TLBIs sets twelve")
  func changes() throws {
    func value(_ name: String, _ changes: [String: UInt64]) throws -> UInt64 {
      let plan = try Defaults.plan(kernel: "7.2", el2: false, changes)
      return try #require(plan.fineGrainedTrapValues.first { $0.encoding.name == name }).value
    }
    let pie = ["ID_AA64MMFR3_EL1.S1PIE": 0 as UInt64]
    #expect(try value("HFGRTR_EL2", [:]) & ~value("HFGRTR_EL2", pie) == 0x0600_0000_0000_0000)
    let range = ["ID_AA64ISAR0_EL1.TLB": 1 as UInt64]
    #expect(try value("HFGITR_EL2", range) & ~value("HFGITR_EL2", [:]) == 0x0000_03fc_0f00_0000)
  }
}
