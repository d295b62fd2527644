import ArmArchitecture
import KVMEnforcement
import Testing

/// The features of a vCPU follow from its registers.
@Suite struct VCPUFeatureInferenceTests {
  @Test(
    "every captured profile tells its own features",
    arguments: [
      "max-linux-6.12.107", "max-linux-6.16.12", "max-linux-7.3.4", "neoverse-v1-linux-7.3.4",
    ]
  )
  func captured(_ host: String) throws {
    for (name, profile) in try HostRecord(named: host).profiles {
      let inferred = VCPUFeature.inferred(from: profile.registers)
      #expect(inferred == profile.features, "\(name)")
      #expect(!VCPUFeature.hasMTE(profile.registers))
    }
  }

  private func registers(_ values: [String: UInt64]) throws -> RegisterFile {
    let pairs = try values.map { (id: try #require(RegisterID($0.key)), words: [$0.value]) }
    return try #require(RegisterFile(pairs))
  }

  @Test("PMU registers full of poison are no PMU")
  func poison() throws {
    let old = try registers(["PMCR_EL0": 0x410c_30ac, "PMCNTENSET_EL0": 0x1de7_ec7e_dbad_c0de])
    #expect(VCPUFeature.inferred(from: old) == [.psci])
    let new = try registers(["PMCR_EL0": 0x3000, "PMCNTENSET_EL0": 0x8000_001e])
    #expect(VCPUFeature.inferred(from: new) == [.psci, .pmuV3])
  }

  @Test("PSCI 0.1, MTE and an AArch32 EL1 show")
  func others() throws {
    let old = try registers(["0x6030000000140000": 1, "0x6030000000100042": 0x1d3])
    #expect(VCPUFeature.inferred(from: old) == [.el1AArch32])
    let tagged = try registers(["GCR_EL1": 0])
    #expect(VCPUFeature.hasMTE(tagged))
  }
}
