import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import Testing

@Suite struct RecordCheckTests {
  private let host: HostDocument
  private let snapshot: SnapshotDocument

  init() throws {
    host = try Records.host("max-linux-7.3.4")
    snapshot = try Records.snapshot("max-linux-7.3.4.all")
  }

  private func finding(_ code: String, _ verdict: VerdictDocument) -> Finding? {
    verdict.findings.first { $0.code == code }
  }

  @Test("State captured under another kernel than the source's record says is undecided")
  func staleSource() throws {
    var old = host
    old.kernelRelease = "7.3.1"
    let verdict = try Records.verdict(snapshot, from: HostView(old), to: HostView(host))
    #expect(verdict.verdict == .undecided)
    #expect(finding("host-record-stale", verdict)?.severity == .undecided)
  }

  @Test("An old record is a note")
  func oldRecord() throws {
    var old = host
    old.capturedAt = Timestamp(seconds: 0)
    let verdict = try Records.verdict(snapshot, from: HostView(old), to: HostView(old))
    #expect(verdict.verdict == .allowed)
    #expect(finding("host-record-stale", verdict)?.severity == .note)
  }

  @Test("A kernel newer than the model warns, and is undecided for a VM with EL2")
  func newerKernel() throws {
    var newer = host
    newer.kernelRelease = "7.9.1"
    newer.name = "newer"
    let verdict = try Records.verdict(snapshot, from: HostView(host), to: HostView(newer))
    #expect(finding("kernel-newer-than-model", verdict)?.severity == .warn)
    let nested = try Records.verdict(
      try Records.snapshot("max-linux-7.3.4.el2_all"),
      from: HostView(host),
      to: HostView(newer)
    )
    #expect(finding("kernel-newer-than-model", nested)?.severity == .undecided)
  }

  @Test("A kernel before 6.9 warns")
  func olderKernel() throws {
    var older = host
    older.kernelRelease = "6.1.0"
    older.name = "older"
    let verdict = try Records.verdict(snapshot, from: HostView(host), to: HostView(older))
    #expect(finding("kernel-older-than-model", verdict)?.severity == .warn)
  }

  @Test("A capture without an ID register that the target shows is undecided, and names it")
  func missingIDRegister() throws {
    var partial = snapshot
    for index in partial.vcpus.indices {
      partial.vcpus[index].registers = RegisterState(
        partial.vcpus[index].registers.filter { id, _ in id.description != "ID_AA64ISAR0_EL1" }
      )
    }
    let verdict = try Records.verdict(partial, from: HostView(host), to: HostView(host))
    #expect(verdict.verdict == .undecided)
    let unknown = verdict.findings.filter { $0.code == "id-register-unknown" }
    #expect(unknown.map(\.subject) == ["ID_AA64ISAR0_EL1"])
  }

  @Test("A kind of CPU without profiles leaves the host undecided")
  func undescribedKind() throws {
    var mixed = try heterogeneous()
    mixed.vcpuProfiles.removeAll { $0.cpu == 1 }
    let verdict = try Records.verdict(snapshot, from: HostView(host), to: HostView(mixed))
    #expect(verdict.verdict == .undecided)
    #expect(finding("heterogeneous-host", verdict)?.severity == .undecided)
    // What the VM reaches on the kind that is described is told whichever kind comes last.
    let whole = try Records.verdict(snapshot, from: HostView(host), to: HostView(host))
    #expect(!whole.exposures.isEmpty)
    #expect(verdict.exposures == whole.exposures)
  }

  @Test("vCPUs that disagree on an ID register of the VM leave it undecided, and are named")
  func disagreeingVCPUs() throws {
    var mixed = snapshot
    let registers = snapshot.vcpus[0].registers
    mixed.vcpus = (0..<4).map { VCPUState(index: $0, registers: registers) }
    let field = try #require(IDRegisters.standard.field("ID_AA64ISAR0_EL1.TLB"))
    let old = try #require(registers[field.encoding])
    mixed.vcpus[2].registers.set(
      RegisterID(field.encoding),
      to: .word(field.bits.insert(1, into: old))
    )
    let verdict = try Records.verdict(mixed, from: HostView(host), to: HostView(host))
    #expect(verdict.verdict == .undecided)
    let finding = try #require(self.finding("vcpus-differ", verdict))
    #expect(finding.subject == "ID_AA64ISAR0_EL1" && finding.severity == .undecided)
    #expect(finding.message.contains("vCPU 0") && finding.message.contains("vCPU 2"))
    #expect(finding.vcpus == "2")
    // A register that vCPU 0 lacks is compared with the first vCPU that has it.
    mixed.vcpus[0].registers.set(RegisterID(field.encoding), to: nil)
    let partial = try Records.verdict(mixed, from: HostView(host), to: HostView(host))
    let other = try #require(self.finding("vcpus-differ", partial))
    #expect(other.message.contains("vCPU 1 of") && other.message.contains("vCPU 2,"))
  }

  @Test("MPIDR_EL1 and the caches are each vCPU's own, and a register one lacks is unknown")
  func ownRegisters() throws {
    var own = snapshot
    let registers = snapshot.vcpus[0].registers
    own.vcpus = (0..<2).map { VCPUState(index: $0, registers: registers) }
    for (name, bit) in [("MPIDR_EL1", 0), ("CLIDR_EL1", 21)] {
      let id = try #require(RegisterID(name))
      let value = try #require(registers[id]?.word)
      own.vcpus[1].registers.set(id, to: .word(value ^ 1 << UInt64(bit)))
    }
    own.vcpus[1].registers.set(try #require(RegisterID("ID_AA64ISAR0_EL1")), to: nil)
    let verdict = try Records.verdict(own, from: HostView(host), to: HostView(host))
    #expect(finding("vcpus-differ", verdict) == nil)
  }

  @Test("What a definition and a snapshot say differently is named in one warning")
  func definitionDiffers() throws {
    var vm = VMDocument(
      name: snapshot.vm,
      vcpuCount: 1,
      vcpuFeatures: [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState()
    )
    vm.vmm = .kvm
    var captured = snapshot
    captured.gic = .v3
    captured.mte = false
    func warnings(_ vm: VMDocument) throws -> [String] {
      try Records.verdict(captured, definition: vm, from: HostView(host), to: HostView(host))
        .findings.filter { $0.code == "definition-differs" }.map(\.message)
    }
    #expect(try warnings(vm).isEmpty)
    vm.vcpuCount = 4
    vm.gic = .v2
    #expect(
      try warnings(vm) == [
        "the definition of \(vm.name) and its snapshot, which was judged, differ in the interrupt "
          + "controller, the number of vCPUs (4, 1 captured)"
      ]
    )
  }

  @Test("Two records of one name are compared all the same")
  func sameName() throws {
    var other = host
    let frequency = try #require(RegisterID("CNTFRQ_EL0"))
    other.userIdRegisters.set(frequency, to: .word(1))
    let verdict = try Records.verdict(snapshot, from: HostView(host), to: HostView(other))
    #expect(finding("counter-frequency", verdict)?.severity == .refuse)
  }

  /// A host of two kinds of CPU, of which the second shows another MIDR_EL1.
  private func heterogeneous() throws -> HostDocument {
    var mixed = host
    var second = mixed.cpus[0]
    second.midr = 0x410f_d034
    mixed.cpus.append(second)
    let midr = try #require(RegisterID("MIDR_EL1"))
    mixed.vcpuProfiles = host.vcpuProfiles.flatMap { profile in
      var (first, other) = (profile, profile)
      first.cpu = 0
      other.cpu = 1
      other.name += "-1"
      if other.error == nil { other.registers.set(midr, to: .word(0x410f_d034)) }
      return [first, other]
    }
    return mixed
  }

  @Test("A kind of CPU that refuses the VM is named, unless the VM is kept away from it")
  func kinds() throws {
    let mixed = try heterogeneous()
    let refused = try Records.verdict(snapshot, from: HostView(host), to: HostView(mixed))
    #expect(refused.verdict == .refused)
    let kind = try #require(self.finding("heterogeneous-host", refused))
    #expect(kind.message.contains("0x410fd034"))
    #expect(!refused.findings.map(\.code).contains("invariant-differs"))
    var vm = VMDocument(
      name: snapshot.vm,
      vcpuCount: 1,
      vcpuFeatures: [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric],
      gic: .v3,
      mte: false,
      idRegisters: RegisterState()
    )
    vm.vmm = .kvm
    vm.cpuAffinity = [0]
    let kept = try Records.verdict(
      snapshot,
      definition: vm,
      from: HostView(host),
      to: HostView(mixed)
    )
    #expect(kept.verdict == .allowed)
  }

  @Test("A guest that could crash the target is refused where the source is sound")
  func crashes() throws {
    let nested = try Records.snapshot("max-linux-7.3.4.el2_all")
    let own = try Records.verdict(nested, from: HostView(host), to: HostView(host))
    #expect(finding("known-defect", own)?.severity == .note)
    var other = host
    other.name = "other"
    let same = try Records.verdict(nested, from: HostView(host), to: HostView(other))
    #expect(finding("known-defect", same)?.severity == .warn)
    let sound = try Records.verdict(
      nested,
      from: HostView(try Records.host("max-linux-6.16.12")),
      to: HostView(host)
    )
    #expect(finding("known-defect", sound)?.severity == .refuse)
    #expect(finding("known-defect", sound)?.beyondKvm == true)
    let plain = try Records.verdict(snapshot, from: HostView(host), to: HostView(other))
    #expect(finding("known-defect", plain) == nil)
  }
}
