import Testing

@testable import ArmArchitecture

@Suite struct BitRulesTests {
  static let newest = KernelVersion(7, 3)

  /// The reserved bits of every register's layout in 7.3's `tools/sysreg`, RES0 and RES1.
  static let reserved: [(String, UInt64, UInt64)] = [
    ("HFGRTR_EL2", 0x0008_0000_0000_0000, 0x0000_0000_0000_0000),
    ("HFGWTR_EL2", 0x0008_4500_1624_c604, 0x0000_0000_0000_0000),
    ("HFGITR_EL2", 0x2000_0000_0000_0000, 0x0000_0000_0000_0000),
    ("HDFGRTR_EL2", 0x0002_04c0_0030_0100, 0x0000_0000_0000_0000),
    ("HDFGWTR_EL2", 0x8c08_89c4_4040_0240, 0x0000_0000_0000_0000),
    ("HAFGRTR_EL2", 0xfffc_0000_0001_ffe0, 0x0000_0000_0000_0000),
    ("HFGRTR2_EL2", 0xffff_ffff_ffff_8000, 0x0000_0000_0000_0000),
    ("HFGWTR2_EL2", 0xffff_ffff_ffff_8002, 0x0000_0000_0000_0000),
    ("HFGITR2_EL2", 0xffff_ffff_ffff_fffc, 0x0000_0000_0000_0000),
    ("HDFGRTR2_EL2", 0xffff_ffff_fe20_0000, 0x0000_0000_0000_0000),
    ("HDFGWTR2_EL2", 0xffff_ffff_fe06_0040, 0x0000_0000_0000_0000),
    ("ICH_HFGRTR_EL2", 0xffff_ffff_ffe0_ff00, 0x0000_0000_0000_0008),
    ("ICH_HFGWTR_EL2", 0xffff_ffff_ffe1_ff9a, 0x0000_0000_0000_0000),
    ("ICH_HFGITR_EL2", 0xffff_ffff_ffff_f800, 0x0000_0000_0000_0000),
    ("HCRX_EL2", 0xffff_fff8_f200_3000, 0x0000_0000_0000_0000),
    ("HCR_EL2", 0x0000_00c0_0000_0000, 0x0000_0000_0000_0000),
    ("NVHCR_EL2", 0x0000_00c0_0000_0000, 0x0000_0000_0000_0000),
    ("SCTLR2_EL1", 0xffff_ffff_ffff_e003, 0x0000_0000_0000_0000),
    ("SCTLR2_EL2", 0xffff_ffff_ffff_e003, 0x0000_0000_0000_0000),
    ("TCR2_EL2", 0xffff_ffff_fff8_03c0, 0x0000_0000_0000_0000),
    ("SCTLR_EL1", 0x003c_0000_0002_0000, 0x0000_0000_0000_0000),
    ("SCTLR_EL2", 0x003c_0000_0002_0200, 0x0000_0000_0000_0000),
    ("MDCR_EL2", 0xfffb_f4ef_0075_0000, 0x0000_0000_0000_0000),
    ("VTCR_EL2", 0xffff_cc80_0190_0000, 0x0000_0000_8000_0000),
    ("VTTBR_EL2", 0x0000_0000_0000_0000, 0x0000_0000_0000_0000),
    ("VMPIDR_EL2", 0xffff_ff00_3e00_0000, 0x0000_0000_8000_0000),
    ("CNTHCTL_EL2", 0xffff_ffff_fff0_0000, 0x0000_0000_0000_0000),
    ("ICH_HCR_EL2", 0xffff_ffff_07ff_0200, 0x0000_0000_0000_0000),
    ("VNCR_EL2", 0x0000_0000_0000_0fff, 0x0000_0000_0000_0000),
    ("ZCR_EL2", 0xffff_ffff_ffff_fff0, 0x0000_0000_0000_0000),
  ]

  private func register(_ name: String, on kernel: KernelVersion = newest) throws -> RuledRegister {
    let encoding = try #require(RegisterNames.standard.encoding(named: name))
    return try #require(BitRules.standard.register(encoding, on: kernel))
  }

  @Test("reserved bits are those of the register's layout", arguments: reserved)
  func layout(_ name: String, _ zero: UInt64, _ one: UInt64) throws {
    let rules = try register(name).rules.filter { $0.validity == .reserved }
    let ones = rules.filter { $0.alternative == .one }
    #expect(ones.reduce(0) { $0 | $1.bits.mask } == one)
    #expect(rules.filter { !ones.contains($0) }.reduce(0) { $0 | $1.bits.mask } == zero)
  }

  @Test("7.3 has the thirty registers and no other")
  func registers() throws {
    let names = try #require(BitRules.standard.registers(on: Self.newest)).map(\.name)
    #expect(Set(names) == Set(Self.reserved.map(\.0)))
    #expect(names.count == 30)
  }

  @Test("every bit of every register has exactly one rule", arguments: BitRules.kernels)
  func coverage(_ kernel: KernelVersion) throws {
    for register in try #require(BitRules.standard.registers(on: kernel)) {
      for bit in 0..<64 {
        let rules = register.rules.filter { $0.bits.mask >> UInt64(bit) & 1 == 1 }
        #expect(rules.count == 1, "\(register.name) bit \(bit) on \(kernel)")
        #expect(register.rule(ofBit: bit) == rules.first)
      }
    }
  }

  @Test("the trap registers hold 429 bits over 860 encodings, six bits with their own exception")
  func traps() throws {
    let registers = try #require(BitRules.standard.registers(on: Self.newest))
    let rules = registers.filter { $0.trapGroup != nil }.flatMap(\.rules)
    let traps = rules.compactMap(\.trap)
    #expect(traps.count == 429)
    #expect(Set(traps.flatMap(\.encodings)).count == 860)
    #expect(traps.filter { $0.exceptionClass != nil }.count == 6)
    #expect(traps.allSatisfy { $0.encodings.isEmpty == ($0.exceptionClass != nil) })
    #expect(rules.allSatisfy { ($0.trap == nil) == ($0.validity == .reserved) })
    #expect(registers.allSatisfy { ($0.trapGroup == nil) == ($0.access == nil) })
    #expect(registers.filter { $0.trapGroup != nil }.count == 14)
  }

  @Test(
    "polarity, direction and group follow from the names",
    arguments: [
      ("HFGRTR_EL2", "nPIRE0_EL1", true, TrappedAccess.read, TrapGroup.registers),
      ("HFGWTR_EL2", "nPIRE0_EL1", true, .write, .registers),
      ("HFGITR_EL2", "TLBIRVAE1OS", false, .execute, .instructions),
      ("HDFGWTR2_EL2", "nPMZR_EL0", true, .write, .debug2),
      ("ICH_HFGRTR_EL2", "ICC_APR_EL1", true, .read, .interrupts),
      ("ICH_HFGITR_EL2", "GICCDEN", true, .execute, .interruptInstructions),
      ("HAFGRTR_EL2", "AMCNTEN0", false, .read, .activity),
    ]
  )
  func names(
    _ name: String,
    _ field: String,
    _ isNegative: Bool,
    _ access: TrappedAccess,
    _ group: TrapGroup
  ) throws {
    let register = try register(name)
    #expect(register.access == access)
    #expect(register.trapGroup == group)
    #expect(register.rules(ofField: field).map(\.trap?.isNegative) == [isNegative])
  }

  @Test("a bit of one register of a pair is RES0 in the other")
  func oneSided() throws {
    #expect(try register("HFGRTR_EL2").rule(ofBit: 25)?.name == "MIDR_EL1")
    #expect(try register("HFGWTR_EL2").rule(ofBit: 25)?.validity == .reserved)
    #expect(try register("HDFGRTR_EL2").rule(ofBit: 8)?.validity == .reserved)
    #expect(try register("HDFGWTR_EL2").rule(ofBit: 8)?.name == "OSLAR_EL1")
    #expect(try register("ICH_HFGRTR_EL2").rule(ofBit: 3)?.alternative == .one)
    #expect(try register("ICH_HFGWTR_EL2").rule(ofBit: 3)?.alternative == .zero)
  }

  @Test("a TLBI bit traps the nXS form too")
  func nXS() throws {
    let trap = try #require(try register("HFGITR_EL2").rules(ofField: "TLBIRVAE1").first?.trap)
    #expect(trap.encodings.map(\.name) == ["TLBI_RVAE1", "TLBI_RVAE1NXS"])
  }

  static let broken: [(StaticString, Int, String)] = [
    ("HCR_EL2\n  63:1 RES0", 1, "end above bit 0"),
    ("HCR_EL2\n  63:1 RES0\n  1:0 A always", 3, "do not follow"),
    ("HCR_EL2\n  63:2 RES0\n  0 A always", 3, "bit 1 is next"),
    ("HCR_EL2\n  0 A always\n  63:1 RES0", 3, "stand below"),
    ("HCR_EL3\n  63:0 RES0", 1, "not a register"),
    ("HCR_EL2\n  63:0 A FEAT_NONE", 2, "FEAT_NONE"),
    ("HCR_EL2\n  63:0 A ID_AA64MMFR0_EL1.FGT>=16", 2, "does not fit"),
    ("HCR_EL2\n  63:0 A FEAT_FGT&", 2, "not a condition"),
    ("HCR_EL2\n  63:0 A", 2, "not a condition"),
    ("HCR_EL2\n  63:0 A always RES2", 2, "not understood"),
    ("HCR_EL2\n  63:0 A always @7.3", 1, "end above bit 63"),
    ("HCR_EL2\n  63:0 A always @x", 2, "range of kernels"),
    ("HCR_EL2\n  63:0 A always traps NOTHING", 2, "not the name of an encoding"),
    ("HCR_EL2\n  63:0 A always traps VBAR_EL1 VBAR_EL1", 2, "each once"),
    ("HCR_EL2\n  63:0 A always exception 10", 2, "0xNN"),
    ("HCR_EL2 as HCRX_EL2", 1, "HCRX_EL2 is not there"),
    ("HCR_EL2\n  63:0 RES0\nHCR_EL2\n  63:0 RES0", 3, "stands twice"),
    ("  63:0 RES0", 1, "a register is expected"),
  ]

  @Test(
    "a broken table is refused, naming the line",
    arguments: broken
  )
  func refused(_ text: StaticString, _ line: Int, _ reason: String) {
    let error = #expect(throws: TableError.self) {
      let blocks = try BitRules.parse(TableText("test", text))
      for kernel in BitRules.kernels { _ = try BitRules.registers(of: blocks, on: kernel) }
    }
    #expect(error?.line == line)
    #expect(error?.reason.contains(reason) ?? false, "\(error?.reason ?? "")")
  }
}
