import ArmArchitecture
import KVMEnforcement
import TestSupport
import Testing

/// The set of contents a host accepts in a field is what admission answers, content by content.
@Suite struct FieldContentsTests {
  private static let hosts = [
    "max-linux-6.12.107", "max-linux-6.16.12", "max-linux-6.18.15", "max-linux-7.3.4",
    "neoverse-n1-linux-6.12.107", "neoverse-v1-linux-7.3.4",
  ]

  @Test("a field's set is exactly what is accepted and kept", arguments: hosts)
  func agreesWithAdmission(_ name: String) throws {
    let host = try HostRecord(named: name)
    var compared = 0
    for (profileName, profile) in host.profiles {
      let plan = AdmissionPlan(profile: profile, kernel: host.kernel, facts: host.facts)
      for (encoding, limit) in plan.limits {
        // Otherwise another field decides, whatever this one holds.
        guard plan.decide(encoding, limit) == .accepted(stored: limit),
          !plan.ignoresWrites(encoding)
        else { continue }
        for field in IDRegisters.standard[encoding]?.fields ?? []
        where field.bits.width <= FieldContents.widest && encoding.name != "CLIDR_EL1" {
          let set = try #require(plan.acceptedContents(of: field))
          for content in 0..<(1 << UInt64(field.bits.width)) as Range<UInt64> {
            let value = field.bits.insert(content, into: limit)
            let isKept = plan.decide(encoding, value) == .accepted(stored: value)
            #expect(
              set.contains(content) == isKept,
              "\(name) \(profileName) \(field.path) = \(content)"
            )
            compared += 1
          }
        }
      }
    }
    #expect(compared > 1000)
  }

  @Test("where writes are thrown away every content is accepted")
  func ignored() throws {
    let plan = AdmissionPlan(
      profile: profile(["ID_PFR0_EL1": (limit: 0, mask: 0)], [.psci]),
      kernel: KernelVersion(7, 3, 4),
      facts: HostFacts(has32BitEL0: false)
    )
    let field = try #require(IDRegisters.standard.field("ID_PFR0_EL1.State0"))
    #expect(plan.ignoresWrites(field.encoding))
    #expect(plan.acceptedContents(of: field)?.contents == Array(0...15))
  }

  @Test("a register that the profile lacks has no set")
  func missing() throws {
    let plan = AdmissionPlan(
      profile: profile([:], [.psci]),
      kernel: KernelVersion(7, 3, 4),
      facts: HostFacts(has32BitEL0: true)
    )
    let field = try #require(IDRegisters.standard.field("ID_AA64PFR0_EL1.EL0"))
    #expect(plan.acceptedContents(of: field) == nil)
    #expect(!plan.ignoresWrites(field.encoding))
  }
}
