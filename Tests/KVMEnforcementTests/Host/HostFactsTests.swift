import ArmArchitecture
import KVMEnforcement
import Testing

/// Facts about a host are drawn from what its record holds, and stay unknown otherwise.
@Suite struct HostFactsTests {
  private func facts(
    _ profiles: [VCPUProfile],
    _ kernel: KernelVersion = KernelVersion(7, 3, 4),
    lines: [String]? = nil,
    capabilities: [Int: Int] = [:],
    probe: [String: [UInt64]] = [:]
  ) -> HostFacts {
    HostFacts(
      profiles: profiles,
      kernel: kernel,
      featureLines: lines,
      capabilities: capabilities,
      acceptedProbe: probe
    )
  }

  @Test("32-bit EL0 shows in the AArch32 ID registers, a PMU's PerfMon aside")
  func aarch32() {
    #expect(facts([profile(["ID_ISAR0_EL1": (0x2, 0)])]).has32BitEL0)
    #expect(!facts([profile(["ID_DFR0_EL1": (0x400_0000, 0)])]).has32BitEL0)
    // Only some CPUs run AArch32: EL0 = 2, all registers 0.
    let mismatched = profile(["ID_AA64PFR0_EL1": (0x12, 0), "ID_ISAR0_EL1": (0, 0)])
    #expect(!facts([mismatched]).has32BitEL0)
    #expect(facts([profile(["ID_AA64PFR0_EL1": (0x12, 0)])]).has32BitEL0)
    #expect(facts([], lines: ["32-bit EL0 Support"]).has32BitEL0)
    #expect(!facts([profile(["ID_AA64PFR0_EL1": (0x12, 0)], [.psci, .el2])]).has32BitEL0)
  }

  @Test("NV is known where the kernel shows it or offers nested virtualisation")
  func nested() {
    let cleared = profile(["ID_AA64MMFR2_EL1": (0, 0), "ID_AA64MMFR4_EL1": (0, 0)])
    #expect(facts([cleared]).nv == nil)
    #expect(facts([cleared], capabilities: [240: 1]).nv == 2)
    #expect(facts([cleared], lines: ["Nested Virtualization Support"]).nv == 2)
    #expect(facts([cleared], KernelVersion(6, 12, 107)).nv == 0)
    #expect(facts([cleared], capabilities: [240: 1], probe: ["ID_AA64MMFR2_EL1.NV": [1]]).nv == 1)
    let shown = profile(["ID_AA64MMFR2_EL1": (0x200_0000, 0)])
    #expect(facts([shown], KernelVersion(6, 12, 107)).nv == 2)
  }

  @Test("MPAM is known from a probe alone, MTE from a profile with MTE")
  func tagged() {
    #expect(facts([]).mpam == nil)
    #expect(facts([], probe: ["ID_AA64PFR0_EL1.MPAM": [0, 1]]).mpam == 1)
    #expect(facts([], probe: ["ID_AA64PFR1_EL1.MPAM_frac": []]).mpamFrac == 0)
    let plain = profile(["ID_AA64PFR1_EL1": (0, 0)])
    #expect(facts([plain]).mte == nil)
    let tagged = VCPUProfile(
      features: [.psci],
      gic: .v3,
      mte: true,
      registers: profile(["ID_AA64PFR1_EL1": (0xf00_0000_0200, 0)]).registers,
      writableMasks: [:]
    )
    #expect(facts([plain, tagged]).mte == 2)
    #expect(facts([plain, tagged]).mteFrac == 15)
  }
}
