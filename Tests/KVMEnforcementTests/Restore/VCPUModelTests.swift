import ArmArchitecture
import Testing

@testable import KVMEnforcement

/// Each value rule on hand-made vCPUs.
@Suite struct VCPUModelTests {
  private func model(
    _ registers: [String: UInt64],
    _ features: VCPUFeatures = [.psci],
    kernel: KernelVersion = KernelVersion(7, 3, 4),
    has32BitEL0: Bool = true
  ) throws -> VCPUModel {
    let pairs = try registers.map { (id: try #require(RegisterID($0.key)), words: [$0.value]) }
    let profile = VCPUProfile(
      features: features,
      gic: .v3,
      registers: try #require(RegisterFile(pairs)),
      writableMasks: Dictionary(
        uniqueKeysWithValues: pairs.compactMap { pair in
          pair.id.encoding.map { ($0, UInt64.max) }
        }
      )
    )
    let facts = HostFacts(has32BitEL0: has32BitEL0)
    return VCPUModel(RestorePlan(profile: profile, kernel: kernel, facts: facts))
  }

  private func id(_ text: String) -> RegisterID {
    RegisterID(text) ?? RegisterID(Encoding(packed: 0))
  }

  @Test(
    "a processor mode must exist for the VM",
    arguments: [
      (0x0, [.psci], true, true), (0x3c5, [.psci], true, true), (0x9, [.psci], true, false),
      (0x9, [.psci, .el2], true, true), (0x10, [.psci], true, true), (0x10, [.psci], false, false),
      (0x13, [.psci], true, false), (0x13, [.psci, .el1AArch32], true, true),
      (0x5, [.psci, .el1AArch32], true, false), (0xd, [.psci, .el2], true, false),
    ] as [(UInt64, VCPUFeatures, Bool, Bool)]
  )
  func modes(_ pstate: UInt64, _ features: VCPUFeatures, _ aarch32: Bool, _ accepted: Bool) throws {
    var vcpu = try model(["0x6030000000100042": 0x3c5], features, has32BitEL0: aarch32)
    let expected: RegisterWrite = accepted ? .accepted : .refused(errno: 22, .processorMode)
    #expect(vcpu.write(id("0x6030000000100042"), [pstate]) == expected)
  }

  @Test(
    "PSCI versions up to the host's",
    arguments: [
      (0x1_0003, 0x2, true), (0x1_0003, 0x1_0002, true), (0x1_0001, 0x1_0001, true),
      (0x1_0001, 0x1_0003, false), (0x1_0003, 0x1_0004, false), (0x1_0003, 0x1, false),
    ] as [(UInt64, UInt64, Bool)]
  )
  func psci(_ fresh: UInt64, _ written: UInt64, _ accepted: Bool) throws {
    var vcpu = try model(["0x6030000000140000": fresh])
    let write = vcpu.write(id("0x6030000000140000"), [written])
    #expect(write == (accepted ? .accepted : .refused(errno: 22, .firmwareVersion)))
    #expect(vcpu.read(id("0x6030000000140000")) == [accepted ? written : fresh])
  }

  @Test("mitigation levels may rise, not fall, and the host's is what reads back")
  func levels() throws {
    var vcpu = try model(["0x6030000000140003": 1])
    let level = id("0x6030000000140003")
    #expect(vcpu.write(level, [0]) == .accepted)
    #expect(vcpu.read(level) == [1])
    #expect(vcpu.write(level, [2]) == .refused(errno: 22, .firmwareLevel))
    #expect(vcpu.write(level, [0x10]) == .refused(errno: 22, .firmwareLevel))
  }

  @Test("the SSBD level follows the VM's SSBS")
  func ssbd() throws {
    var vcpu = try model(["0x6030000000140002": 0, "ID_AA64PFR1_EL1": 0x20])
    let level = id("0x6030000000140002")
    #expect(vcpu.write(level, [3]) == .refused(errno: 22, .firmwareLevel))
    #expect(vcpu.write(id("ID_AA64PFR1_EL1"), [0]) == .accepted)
    #expect(vcpu.read(level) == [3])
    #expect(vcpu.write(level, [0x12]) == .accepted)
    #expect(vcpu.write(level, [0x13]) == .refused(errno: 22, .firmwareLevel))
    #expect(vcpu.write(level, [4]) == .refused(errno: 22, .firmwareLevel))
    var vulnerable = try model(["0x6030000000140002": 0, "ID_AA64PFR1_EL1": 0])
    #expect(vulnerable.read(level) == [0])
    #expect(vulnerable.write(level, [1]) == .accepted)
    #expect(vulnerable.write(level, [2]) == .refused(errno: 22, .firmwareLevel))
  }

  @Test("hypercall services are a subset of the host's; the second vendor bitmap's are fixed")
  func services() throws {
    var vcpu = try model(["0x6030000000160002": 3, "0x6030000000160003": 0])
    #expect(vcpu.write(id("0x6030000000160002"), [1]) == .accepted)
    #expect(
      vcpu.write(id("0x6030000000160002"), [4]) == .refused(errno: 22, .firmwareService)
    )
    #expect(vcpu.write(id("0x6030000000160003"), [3]) == .accepted)
    #expect(vcpu.read(id("0x6030000000160003")) == [3])
  }

  @Test("PMCR_EL0 keeps N where the host has the counters")
  func pmcr() throws {
    var vcpu = try model(["PMCR_EL0": 0x3000], has32BitEL0: false)
    let pmcr = id("PMCR_EL0")
    #expect(vcpu.write(pmcr, [0x2001]) == .accepted)
    #expect(vcpu.read(pmcr) == [0x2041])
    #expect(vcpu.write(pmcr, [0xffff_f800]) == .accepted)
    #expect(vcpu.read(pmcr) == [0x2040])
    var nested = try model(["PMCR_EL0": 0x3000], [.psci, .el2])
    #expect(nested.write(pmcr, [0x2000]) == .accepted)
    #expect(nested.read(pmcr) == [0x3000])
  }

  @Test("counter masks are one register under two names")
  func counters() throws {
    let fresh: [String: UInt64] = [
      "PMCR_EL0": 0x3000, "PMCNTENSET_EL0": 0x8000_001e, "PMCNTENCLR_EL0": 0x8000_001e,
    ]
    let (set, clear) = (id("PMCNTENSET_EL0"), id("PMCNTENCLR_EL0"))
    var new = try model(fresh)
    #expect(new.write(set, [0xff]) == .accepted)
    #expect(new.read(clear) == [0x3f])
    #expect(new.write(clear, [0x1]) == .accepted)
    #expect(new.read(set) == [0x1])
    var old = try model(fresh, kernel: KernelVersion(6, 12, 107))
    #expect(old.write(set, [0x1]) == .accepted)
    #expect(old.read(set) == [0x8000_001f])
    #expect(old.write(clear, [0x1]) == .accepted)
    #expect(old.read(set) == [0x8000_001e])
  }

  @Test("an event counter is 64 bits wide from PMUv3p5 on")
  func eventCounters() throws {
    var vcpu = try model(["PMEVCNTR3_EL0": 0, "ID_AA64DFR0_EL1": 0x606])
    #expect(vcpu.write(id("PMEVCNTR3_EL0"), [.max]) == .accepted)
    #expect(vcpu.read(id("PMEVCNTR3_EL0")) == [.max])
    #expect(vcpu.write(id("ID_AA64DFR0_EL1"), [0x406]) == .accepted)
    #expect(vcpu.read(id("PMEVCNTR3_EL0")) == [0xffff_ffff])
  }

  @Test("PMMIR_EL1 is 0 or the host's")
  func slots() throws {
    var vcpu = try model(["PMMIR_EL1": 0x8])
    #expect(vcpu.write(id("PMMIR_EL1"), [0x8]) == .accepted)
    #expect(vcpu.write(id("PMMIR_EL1"), [0]) == .accepted)
    #expect(vcpu.write(id("PMMIR_EL1"), [0x6]) == .refused(errno: 22, .pmuSlots))
  }

  @Test("a register that the VM's ID registers hide is ENOENT until they show it")
  func hidden() throws {
    var vcpu = try model(["ID_AA64MMFR3_EL1": 0x1, "TCR2_EL1": 0])
    #expect(vcpu.write(id("ID_AA64MMFR3_EL1"), [0]) == .accepted)
    let reason = RestoreReason.hidden(field: "ID_AA64MMFR3_EL1.TCRX", least: 1)
    #expect(vcpu.write(id("TCR2_EL1"), [0]) == .refused(errno: 2, reason))
    #expect(vcpu.read(id("TCR2_EL1")) == nil)
    #expect(vcpu.write(id("ID_AA64MMFR3_EL1"), [1]) == .accepted)
    #expect(vcpu.write(id("TCR2_EL1"), [0]) == .accepted)
    #expect(vcpu.write(id("PIR_EL1"), [0]) == .refused(errno: 2, .absent))
  }

  @Test(
    "whether a register is hidden depends on the kernel",
    arguments: [
      (KernelVersion(6, 12, 107), RegisterWrite.accepted),
      (KernelVersion(6, 14, 1), .undecided(.hidden(field: "ID_AA64MMFR3_EL1.TCRX", least: 1))),
      (
        KernelVersion(6, 16, 12),
        .refused(errno: 2, .hidden(field: "ID_AA64MMFR3_EL1.TCRX", least: 1))
      ),
    ]
  )
  func kernels(_ kernel: KernelVersion, _ expected: RegisterWrite) throws {
    var vcpu = try model(["ID_AA64MMFR3_EL1": 0x1, "TCR2_EL1": 0], kernel: kernel)
    #expect(vcpu.write(id("ID_AA64MMFR3_EL1"), [0]) == .accepted)
    #expect(vcpu.write(id("TCR2_EL1"), [0]) == expected)
  }

  @Test("a kernel that lists a register without its feature does not hide it")
  func listed() throws {
    var vcpu = try model(["ID_AA64MMFR3_EL1": 0, "TCR2_EL1": 0])
    #expect(vcpu.write(id("TCR2_EL1"), [1]) == .accepted)
  }
}
