import ArmArchitecture
import KVMEnforcement
import Testing

/// A profile made from a fuller one is the profile that KVM gives.
@Suite struct VCPUProfileSynthesisTests {
  @Test(
    "a made profile equals the captured one",
    arguments: [
      "max-linux-6.12.107", "max-linux-6.16.12", "max-linux-6.18.15", "max-linux-7.2.11",
      "max-linux-7.3.4", "neoverse-n1-linux-6.12.107", "neoverse-n1-linux-7.3.4",
      "neoverse-v1-linux-7.3.4", "kvm-max-6.12", "kvm-max-7.3", "kvm-n1-7.3", "kvm-v1-7.3",
    ],
    ["plain", "ptrauth", "sve", "pmu"]
  )
  func equal(_ host: String, _ name: String) throws {
    let record = try HostRecord(named: host)
    guard let real = record.profiles[name] else { return }
    let fuller = record.profiles.values.filter { $0.features.count > real.features.count }
    guard
      let made = VCPUProfile.synthesised(real.features, gic: real.gic, from: fuller)
    else { return }
    #expect(made.features == real.features)
    #expect(made.registers.ids == real.registers.ids)
    for (index, id) in made.registers.ids.enumerated() where !isCounter(id) {
      #expect(made.registers.words(at: index) == real.registers[id], "\(id)")
    }
    let masks = real.writableMasks.filter { $0.value != 0 }
    #expect(made.writableMasks.filter { $0.value != 0 } == masks)
  }

  private func isCounter(_ id: RegisterID) -> Bool {
    ["CNTPCT_EL0", "CNTV_CVAL_EL0", "CNTV_CTL_EL0", "CNTP_CTL_EL0"].contains(id.description)
  }

  @Test("a profile with EL2 is never made")
  func nested() throws {
    let record = try HostRecord(named: "max-linux-7.3.4")
    let all = Array(record.profiles.values)
    #expect(VCPUProfile.synthesised([.psci, .el2, .pmuV3], gic: .v3, from: all) == nil)
    #expect(VCPUProfile.synthesised([.psci, .el2], gic: .v3, from: all) == record.profiles["el2"])
    let nested = all.filter { $0.features.contains(.el2) }
    #expect(VCPUProfile.synthesised([.psci], gic: .v3, from: nested) == nil)
  }

  @Test("the captured profile with the VM's interrupt controller is preferred")
  func interruptController() throws {
    let record = try HostRecord(named: "max-linux-7.3.4")
    let all = Array(record.profiles.values)
    let made = VCPUProfile.synthesised([.psci], gic: .none, from: all)
    #expect(made == record.profiles["plain_nogic"])
  }
}
