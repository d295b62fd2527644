import ArmArchitecture
import KVMEnforcement
import Testing

@Suite struct HostFeaturesTests {
  @Test(
    "what records tell",
    arguments: [
      ("max-linux-7.3.4", "FEAT_TLBIRANGE", true), ("max-linux-7.3.4", "FEAT_GCS", true),
      ("max-linux-7.3.4", "FEAT_SME", true), ("max-linux-7.3.4", "FEAT_SPE", nil),
      ("max-linux-7.3.4", "FEAT_BRBE", nil), ("max-linux-7.3.4", "FEAT_SVE2", true),
      ("max-linux-7.3.4", "FEAT_ATS1A", true), ("max-linux-6.18.15", "FEAT_ATS1A", nil),
      ("max-linux-6.12.107", "FEAT_GCS", nil), ("neoverse-n2-linux-7.3.4", "FEAT_FGT", false),
      ("neoverse-n2-linux-7.3.4", "FEAT_S1PIE", false), ("max-linux-7.3.4", "FEAT_FGT2", false),
      ("neoverse-n1-linux-6.12.107", "FEAT_TLBIRANGE", false),
      ("neoverse-n1-linux-6.12.107", "FEAT_SVE2", nil),
      ("neoverse-n1-linux-6.12.107", "FEAT_LPA2", false),
      ("neoverse-n1-linux-6.12.107", "FEAT_GCS", false),
      ("neoverse-n2-linux-7.3.4", "FEAT_BRBE", false),
      ("neoverse-n1-linux-6.12.107", "FEAT_PMUv3", true),
    ] as [(String, String, Bool?)]
  )
  func records(_ host: String, _ feature: String, _ expected: Bool?) throws {
    #expect(try Hosts.record(host).features.implements(feature) == expected)
  }

  @Test("vCPUs with EL2 are passed over: KVM makes up FEAT_TTL for them")
  func el2() {
    var values = IDRegisterValues()
    values.set("ID_AA64MMFR2_EL1.TTL", 1)
    let features = HostFeatures(
      kernel: KernelVersion(7, 3),
      profiles: [.init(vcpuFeatures: [.el2], mte: false, idRegisters: values)],
      kernelLines: nil,
      userRegisters: nil,
      capabilities: TrapCapabilities()
    )
    #expect(features.implements("FEAT_TTL") == nil)
  }

  @Test("a user-visible register that reads as zero says nothing")
  func userRegisters() {
    var values = IDRegisterValues()
    values.set("ID_AA64PFR1_EL1.GCS", 1)
    let features = HostFeatures(
      kernel: KernelVersion(7, 3),
      profiles: [],
      kernelLines: nil,
      userRegisters: values,
      capabilities: TrapCapabilities()
    )
    #expect(features.implements("FEAT_GCS") == true)
    #expect(features.implements("FEAT_DoubleLock") == nil)
    #expect(features.implements("FEAT_THE") == nil)
  }
}
