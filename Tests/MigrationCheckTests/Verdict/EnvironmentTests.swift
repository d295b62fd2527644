import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import Testing

@Suite struct EnvironmentTests {
  private let host: HostDocument
  private let snapshot: SnapshotDocument

  init() throws {
    host = try Records.host("max-linux-7.3.4")
    snapshot = try Records.snapshot("max-linux-7.3.4.all")
  }

  private func encoding(_ name: String) throws -> Encoding {
    try #require(RegisterNames.standard.encoding(named: name))
  }

  /// The host under another name, with one register that user space reads.
  private func other(_ register: String, _ value: UInt64?) throws -> HostDocument {
    var other = host
    other.name = "other"
    let id = RegisterID(try encoding(register))
    other.userIdRegisters.set(id, to: value.map { .word($0) })
    return other
  }

  private func verdict(
    to target: HostDocument,
    change: (inout CheckRequest) -> Void = { _ in }
  ) throws -> VerdictDocument {
    try Records.verdict(
      snapshot,
      from: HostView(host),
      to: HostView(target),
      change: change
    )
  }

  private func codes(_ verdict: VerdictDocument, _ severity: Finding.Severity) -> [String] {
    verdict.findings.filter { $0.severity == severity }.map(\.code)
  }

  @Test("Hosts that differ in CNTFRQ_EL0 alone are refused, though KVM would accept")
  func counterFrequency() throws {
    let verdict = try verdict(to: other("CNTFRQ_EL0", 25_000_000))
    #expect(verdict.verdict == .refused)
    let finding = try #require(verdict.findings.first)
    #expect(finding.code == "counter-frequency")
    #expect(finding.beyondKvm)
    #expect(finding.source == "0x3b9aca00")
    #expect(finding.target == "0x17d7840")
  }

  @Test("A counter frequency that a record lacks is undecided, naming what to capture")
  func frequencyUnknown() throws {
    let verdict = try verdict(to: other("CNTFRQ_EL0", nil))
    #expect(verdict.verdict == .undecided)
    let finding = try #require(verdict.findings.first)
    #expect(finding.code == "capture-incomplete")
    #expect(finding.subject == "CNTFRQ_EL0")
    #expect(finding.remedy == "Capture other with CNTFRQ_EL0")
  }

  @Test("A counter frequency that no record can hold is a note")
  func frequencyUnknowable() throws {
    var (from, to) = (host, host)
    to.name = "other"
    from.userIdRegisters = RegisterState()
    to.userIdRegisters = RegisterState()
    let verdict = try Records.verdict(snapshot, from: HostView(from), to: HostView(to))
    #expect(verdict.verdict == .allowed)
    #expect(codes(verdict, .note).contains("capture-incomplete"))
  }

  @Test("DCZID_EL0: refused when it differs, a note when it is unknown")
  func zeroing() throws {
    let differs = try verdict(to: other("DCZID_EL0", 6))
    #expect(differs.verdict == .refused)
    #expect(codes(differs, .refuse) == ["dczid-differs"])
    let unknown = try verdict(to: other("DCZID_EL0", nil))
    #expect(unknown.verdict == .allowed)
    #expect(codes(unknown, .note).contains("capture-incomplete"))
  }

  /// The host under another name, with other vector lengths in every profile.
  private func other(vectorLengths: VectorLengths?) throws -> HostDocument {
    var other = host
    other.name = "other"
    let id = try #require(RegisterID("0x606000000015ffff"))
    for index in other.vcpuProfiles.indices
    where other.vcpuProfiles[index].registers[id] != nil {
      other.vcpuProfiles[index].registers.set(
        id,
        to: vectorLengths.flatMap { RegisterValue(words: $0.words, width: 512) }
      )
    }
    return other
  }

  private func definition(_ vmm: VMM?) -> VMDocument {
    var definition = VMDocument(
      name: snapshot.vm,
      vcpuCount: 1,
      vcpuFeatures: [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState()
    )
    definition.vmm = vmm
    return definition
  }

  /// The state as QEMU's stream holds it: no vector lengths.
  private var stream: SnapshotDocument {
    get throws {
      var stream = snapshot
      let id = try #require(RegisterID("0x606000000015ffff"))
      for index in stream.vcpus.indices { stream.vcpus[index].registers.set(id, to: nil) }
      return stream
    }
  }

  @Test("Fewer vector lengths on the target are refused under QEMU, which would accept them")
  func vectorLengths() throws {
    let fewer = try other(vectorLengths: VectorLengths(bits: [128]))
    let verdict = try Records.verdict(
      try stream,
      definition: definition(.qemu11),
      from: HostView(host),
      to: HostView(fewer)
    )
    #expect(verdict.verdict == .refused)
    #expect(codes(verdict, .refuse) == ["sve-vector-lengths"])
    #expect(verdict.findings.first?.beyondKvm == true)
    let plain = try self.verdict(to: fewer)
    #expect(codes(plain, .refuse) == ["sve-vector-lengths"])
    #expect(plain.findings.first?.beyondKvm == false)
  }

  @Test("Vector lengths that no record tells are undecided, unless no record can hold them")
  func vectorLengthsUnknown() throws {
    let source = try other(vectorLengths: nil)
    let undecided = try Records.verdict(
      try stream,
      definition: definition(.qemu11),
      from: HostView(source),
      to: HostView(host)
    )
    #expect(undecided.verdict == .undecided)
    #expect(codes(undecided, .undecided) == ["capture-incomplete"])
    var target = source
    target.name = "target"
    let note = try Records.verdict(
      try stream,
      definition: definition(.qemu11),
      from: HostView(source),
      to: HostView(target)
    )
    #expect(note.verdict == .allowed)
  }

  @Test("More lengths above the VM's longest do not matter")
  func longerVectors() throws {
    let more = try #require(VectorLengths(bits: [128, 256, 512]))
    let vm = try #require(VectorLengths(bits: [128, 256]))
    let gap = try #require(VectorLengths(bits: [128, 512]))
    #expect(more.canRun(vm))
    #expect(!vm.canRun(more))
    #expect(!gap.canRun(vm))
    #expect(gap.canRun(try #require(VectorLengths(bits: [128]))))
    #expect(!more.canRun(try #require(VectorLengths(bits: []))))
    #expect(VectorLengths(bits: [100]) == nil)
    #expect(more.bits == [128, 256, 512])
  }

  /// The host under another name, with another number of event counters in every profile.
  private func other(counters: UInt64) throws -> HostDocument {
    var other = host
    other.name = "other"
    let id = RegisterID(try encoding("PMCR_EL0"))
    for index in other.vcpuProfiles.indices {
      guard let value = other.vcpuProfiles[index].registers[id]?.word else { continue }
      let changed = value & ~(0x1f << 11) | counters << 11
      other.vcpuProfiles[index].registers.set(id, to: .word(changed))
    }
    return other
  }

  @Test("Fewer event counters are refused, more are not")
  func counters() throws {
    let fewer = try verdict(to: other(counters: 4))
    #expect(codes(fewer, .refuse) == ["pmu-counters"])
    #expect(fewer.findings.first?.beyondKvm == true)
    #expect(try verdict(to: other(counters: 8)).verdict == .allowed)
  }

  @Test("A VM with EL2 keeps the target's number of counters, so that any other is refused")
  func countersWithEL2() throws {
    let verdict = try Records.verdict(
      try Records.snapshot("max-linux-7.3.4.el2_all"),
      from: HostView(host),
      to: HostView(try other(counters: 8))
    )
    #expect(codes(verdict, .refuse).contains("pmu-counters"))
  }

  @Test(
    "6.12 loses enabled counters: warned about, refused by the strict policy, a note for poison"
  )
  func countersLost() throws {
    let old = try Records.host("max-linux-6.12.107")
    var enabled = try Records.snapshot("max-linux-6.12.107.all")
    let poisoned = try Records.verdict(enabled, from: HostView(old), to: HostView(old))
    #expect(poisoned.verdict == .allowed)
    #expect(codes(poisoned, .note).contains("pmu-state-lost"))
    let id = RegisterID(try encoding("PMCNTENSET_EL0"))
    enabled.vcpus[0].registers.set(id, to: .word(0x8000_0003))
    let warned = try Records.verdict(enabled, from: HostView(old), to: HostView(old))
    #expect(codes(warned, .warn) == ["pmu-state-lost"])
    let strict = try Records.verdict(enabled, from: HostView(old), to: HostView(old)) {
      $0.policy = .strict
    }
    #expect(codes(strict, .refuse).contains("pmu-state-lost"))
  }

  @Test("A larger physical address space than the target's is refused; unknown, it is a note")
  func addressSize() throws {
    var small = host
    small.name = "small"
    small.kvmCapabilities[165] = 44
    var vm = definition(.kvm)
    let unknown = try Records.verdict(
      snapshot,
      definition: vm,
      from: HostView(host),
      to: HostView(small)
    )
    #expect(codes(unknown, .note).contains("ipa-size"))
    vm.ipaSize = 48
    let refused = try Records.verdict(
      snapshot,
      definition: vm,
      from: HostView(host),
      to: HostView(small)
    )
    #expect(codes(refused, .refuse) == ["ipa-size"])
    vm.ipaSize = 40
    let allowed = try Records.verdict(
      snapshot,
      definition: vm,
      from: HostView(host),
      to: HostView(small)
    )
    #expect(!allowed.findings.map(\.code).contains("ipa-size"))
  }

  @Test("A mitigation level that rises is a note, one that falls is refused")
  func levels() throws {
    let id = try #require(RegisterID("0x6030000000140003"))
    var lower = host
    lower.name = "lower"
    for index in lower.vcpuProfiles.indices
    where lower.vcpuProfiles[index].registers[id] != nil {
      lower.vcpuProfiles[index].registers.set(id, to: .word(1))
    }
    let falls = try verdict(to: lower)
    #expect(codes(falls, .refuse) == ["firmware-downgrade"])
    var less = snapshot
    less.vcpus[0].registers.set(id, to: .word(1))
    let rises = try Records.verdict(less, from: HostView(host), to: HostView(host))
    #expect(rises.verdict == .allowed)
    #expect(codes(rises, .note).contains("firmware-upgrade"))
  }

  @Test("A VM with EL2 needs the same virtual CPU interface")
  func interruptController() throws {
    var other = host
    other.name = "other"
    let id = try #require(RegisterID("ICH_VTR_EL2"))
    other.hostRegisters?.set(id, to: .word(0x0000_0003))
    let nested = try Records.verdict(
      try Records.snapshot("max-linux-7.3.4.el2_all"),
      from: HostView(host),
      to: HostView(other)
    )
    #expect(codes(nested, .refuse) == ["gic-capabilities"])
    #expect(try verdict(to: other).verdict == .allowed)
  }

  @Test("Another CPU's identity, accepted through capability 239, is warned about")
  func foreignIdentity() throws {
    var other = host
    other.name = "other"
    let id = RegisterID(try encoding("REVIDR_EL1"))
    for index in other.vcpuProfiles.indices {
      other.vcpuProfiles[index].registers.set(id, to: .word(7))
    }
    var vm = definition(.kvm)
    vm.writableImplementationIds = true
    let verdict = try Records.verdict(
      snapshot,
      definition: vm,
      from: HostView(host),
      to: HostView(other)
    )
    #expect(verdict.verdict == .allowed)
    #expect(codes(verdict, .warn) == ["invariant-differs"])
  }

  @Test("SVE2 without SVE is named, and is a note where the target's own values say the same")
  func combinations() throws {
    let pfr0 = RegisterID(try encoding("ID_AA64PFR0_EL1"))
    var broken = snapshot
    let value = try #require(broken.vcpus[0].registers[pfr0]?.word)
    broken.vcpus[0].registers.set(pfr0, to: .word(value & ~(0xf << 32)))
    let verdict = try Records.verdict(broken, from: HostView(host), to: HostView(host))
    let finding = try #require(verdict.findings.first { $0.code == "illegal-combination" })
    #expect(finding.severity == .warn)
    #expect(finding.subject == "ID_AA64ZFR0_EL1.SVEver")
  }

  @Test("Every verdict says that device state is outside")
  func devices() throws {
    #expect(codes(try verdict(to: host), .note).contains("device-state-outside"))
  }

  @Test("Where only QEMU would refuse and the VMM is unknown, the move is undecided")
  func clientUnknown() throws {
    // A VM without TCR2 whose stream lacks its registers: QEMU writes its own, which are hidden.
    var vm = snapshot
    let mmfr3 = RegisterID(try encoding("ID_AA64MMFR3_EL1"))
    vm.vcpus[0].registers.set(mmfr3, to: .word(0))
    for name in ["TCR2_EL1", "PIR_EL1", "PIRE0_EL1", "SCTLR2_EL1"] {
      vm.vcpus[0].registers.set(try #require(RegisterID(name)), to: nil)
    }
    let plain = try Records.verdict(
      vm,
      definition: definition(.kvm),
      from: HostView(host),
      to: HostView(host)
    )
    #expect(plain.verdict == .allowed)
    let unknown = try Records.verdict(
      vm,
      definition: definition(nil),
      from: HostView(host),
      to: HostView(host)
    )
    #expect(unknown.verdict == .undecided)
    #expect(Set(codes(unknown, .undecided)) == ["client-unknown"])
    let qemu = try Records.verdict(
      vm,
      definition: definition(.qemu11),
      from: HostView(host),
      to: HostView(host)
    )
    #expect(qemu.verdict == .refused)
    #expect(Set(codes(qemu, .refuse)) == ["client-refuses"])
  }
}
