import ArmArchitecture
import Foundation
import KVMEnforcement
import TestSupport
import Testing

@Suite struct TrapCapabilitiesTests {
  @Test(
    "what recorded hosts can do",
    arguments: [
      ("max-linux-7.3.4", [true, false, true, true, true, false]),
      ("max-linux-6.12.107", [true, false, true, true, true, false]),
      ("neoverse-n2-linux-7.3.4", [false, false, false, true, true, false]),
      ("neoverse-v1-linux-7.3.4", [false, false, false, true, true, false]),
      ("kvm-n1-7.3", [false, false, false, true, false, false]),
      ("cortex-a72-linux-6.18.15", [false, false, false, false, false, false]),
    ]
  )
  func hosts(_ name: String, _ expected: [Bool]) throws {
    let host = try TrapHosts.capabilities(name)
    #expect(HostCapability.allCases.map { host[$0] } == expected)
  }

  @Test("lines are compared whole: FEAT_FGT2's begins like FEAT_FGT's")
  func wholeLines() {
    let host = TrapCapabilities(kernelLines: ["Fine Grained Traps 2"], plain: nil)
    #expect(host.fineGrainedTraps == false)
    #expect(host.fineGrainedTraps2 == true)
  }

  @Test("without lines, a fresh vCPU tells; without either, nothing is known")
  func fallback() {
    var values = IDRegisterValues()
    values.set("ID_AA64MMFR0_EL1.FGT", 1)
    values.set("ID_AA64MMFR2_EL1.EVT", 2)
    for path in ["ID_AA64MMFR1_EL1.HCX", "ID_AA64PFR0_EL1.RAS", "ID_AA64PFR2_EL1.GCIE"] {
      values.set(path, 0)
    }
    let plain = TrapCapabilities(kernelLines: nil, plain: values)
    #expect(
      HostCapability.allCases.map { plain[$0] } == [true, false, false, false, true, false]
    )
    let other = TrapCapabilities(kernelLines: nil, plain: nil, others: [values])
    #expect(HostCapability.allCases.map { other[$0] } == [true, false, nil, nil, true, nil])
    let partial = TrapCapabilities(kernelLines: nil, plain: IDRegisterValues())
    #expect(partial.unknown == HostCapability.allCases)
    let empty = TrapCapabilities(kernelLines: nil, plain: nil)
    #expect(empty.unknown == HostCapability.allCases)
  }

  @Test("the level of FEAT_EVT needs a fresh vCPU, its absence only the lines")
  func shareability() {
    let line = "Enhanced Virtualization Traps"
    #expect(TrapCapabilities(kernelLines: [line], plain: nil).shareabilityTraps == nil)
    #expect(TrapCapabilities(kernelLines: [], plain: nil).shareabilityTraps == false)
    var values = IDRegisterValues()
    values.set("ID_AA64MMFR2_EL1.EVT", 1)
    #expect(TrapCapabilities(kernelLines: [line], plain: values).shareabilityTraps == false)
  }

  @Test("a core known by MIDR_EL1 answers what the record does not")
  func knownCores() {
    let core = TrapCapabilities(kernelLines: nil, plain: nil, midr: 0x414f_d0c1)
    #expect(core.fineGrainedTraps == false)
    #expect(core.errorRecords == true)
    #expect(core.shareabilityTraps == nil)
    #expect(!TrapCapabilities(kernelLines: nil, plain: nil, midr: 0xf0510).isKnown)
  }

  @Test("without a host everything is taken as present, GICv5 as the VM has it")
  func assumed() {
    #expect(TrapCapabilities(assumedFor: .v3).interruptController5 == false)
    #expect(TrapCapabilities(assumedFor: .v5).interruptController5 == true)
    #expect(TrapCapabilities(assumedFor: .none).fineGrainedTraps2 == true)
  }
}

extension IDRegisterValues {
  /// Sets a field `REGISTER.FIELD`.
  mutating func set(_ path: String, _ content: UInt64) {
    guard let field = IDRegisters.standard.field(path) else { return }
    self[field] = content
  }
}
