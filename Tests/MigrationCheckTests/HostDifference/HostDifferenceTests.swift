import ArmArchitecture
import Foundation
import MigrationCheck
import MigrationState
import TestSupport
import Testing

@Suite struct HostDifferenceTests {
  static let names = [
    "max-linux-6.12.107", "max-linux-7.3.4", "neoverse-n1-linux-7.3.4", "neoverse-v1-linux-7.3.4",
  ]

  private static func host(_ name: String) throws -> HostView {
    var unknown: [JSONPath] = []
    let json = try JSONDocument(parsing: Array(Fixtures.data("samples/hosts/\(name).json")))
    guard case .host(let host) = try Document(json.cursor, unknownKeys: &unknown) else {
      throw CocoaError(.coderInvalidValue)
    }
    return HostView(host)
  }

  @Test("a host does not differ from itself", arguments: names)
  func same(_ name: String) throws {
    let difference = HostDifference(try Self.host(name), try Self.host(name), profiles: .all)
    #expect(difference.isEmpty)
    #expect(difference.profiles.count > 0)
  }

  @Test("seen from the other side everything is the same, the other way round")
  func mirrored() throws {
    for (one, other) in zip(Self.names, Self.names.dropFirst()) {
      let there = HostDifference(try Self.host(one), try Self.host(other), profiles: .all)
      let back = HostDifference(try Self.host(other), try Self.host(one), profiles: .all)
      #expect(there.onlyFirst == back.onlySecond)
      #expect(there.capabilities.map(\.first) == back.capabilities.map(\.second))
      #expect(there.profiles.count == back.profiles.count)
      for profile in there.profiles {
        let mirror = try #require(
          back.profiles.first {
            $0.features == profile.features && $0.gic == profile.gic && $0.mte == profile.mte
          }
        )
        #expect(profile.toSecond.loses == mirror.toFirst.loses)
        #expect(profile.toFirst.gains == mirror.toSecond.gains)
        #expect(profile.toSecond.missingRegisters == mirror.toFirst.missingRegisters)
        #expect(profile.fields.map(\.first) == mirror.fields.map(\.second))
        #expect(profile.fields.map(\.toSecond) == mirror.fields.map(\.toFirst))
      }
    }
  }

  @Test("a newer kernel on the same CPU: what older ones lack, show and tolerate")
  func kernels() throws {
    let difference = HostDifference(
      try Self.host("max-linux-7.3.4"),
      try Self.host("max-linux-6.12.107")
    )
    #expect(difference.facts.map(\.name).contains("kernelRelease"))
    #expect(difference.capabilities.contains { $0.name == "KVM_CAP_ARM_EL2" && $0.second == "0" })
    let profile = try #require(difference.profiles.first)
    #expect(difference.profiles.count == 1, "the fullest includes the others")
    #expect(!profile.toSecond.isAdmitted && profile.toFirst.isAdmitted)
    #expect(profile.toSecond.loses.contains("FEAT_SCTLR2"))
    #expect(profile.toSecond.gains == ["FEAT_NV", "FEAT_NV2"])
    #expect(
      profile.toSecond.missingRegisters.map(\.description)
        == ["SCTLR2_EL1", "PMMIR_EL1", "0x6030000000160003"]
    )
    let fields = Dictionary(uniqueKeysWithValues: profile.fields.map { ($0.subject, $0) })
    let nv = try #require(fields["ID_AA64MMFR2_EL1.NV"])
    #expect(nv.first == "0x0 (NI)" && nv.second == "0x2 (NV2)")
    #expect(nv.toSecond == .exposed && nv.toFirst == .rewritten)
    #expect(fields["ID_AA64MMFR3_EL1.SCTLRX"]?.toSecond == .unavailable)
    #expect(fields["ID_AA64FPFR0_EL1.F8MM8"]?.toSecond == .refused)
    #expect(profile.values.map(\.name) == ["KVM_REG_ARM_PSCI_VERSION (0x6030000000140000)"])
  }

  @Test("a signed field: the older core has what the newer one lost")
  func signed() throws {
    let difference = HostDifference(
      try Self.host("neoverse-n1-linux-7.3.4"),
      try Self.host("neoverse-v1-linux-7.3.4")
    )
    let profile = try #require(difference.profiles.first)
    #expect(profile.toSecond.loses == ["FEAT_DoubleLock"])
    #expect(profile.toSecond.gains.contains("FEAT_S2FWB"))
    #expect(profile.toFirst.unadvertised == ["FEAT_DoubleLock"])
  }

  @Test("a profile that one record lacks is derived from a fuller one")
  func derived() throws {
    let difference = HostDifference(
      try Self.host("neoverse-n1-linux-7.3.4"),
      try Self.host("neoverse-v1-linux-7.3.4"),
      profiles: .named(["pmu"])
    )
    #expect(difference.profiles.map(\.name) == ["pmu"])
    #expect(!difference.onlyFirst.contains("pmu"))
  }
}
