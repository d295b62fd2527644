import ArmArchitecture
import KVMEnforcement
import MigrationState
import Testing

@testable import MigrationCheck

@Suite struct HiddenFeatureCheckTests {
  private let host: HostDocument
  private let bare: HostDocument
  /// A VM that hides range TLBIs, and does not advertise FEAT_FGT either.
  private let vm: SnapshotDocument

  init() throws {
    host = try Samples.host("max-linux-7.3.4")
    bare = host.withoutFineGrainedTraps(named: "bare")
    vm = try Samples.snapshot("max-linux-7.3.4.all").lowering("ID_AA64ISAR0_EL1.TLB", to: 1)
      .lowering("ID_AA64MMFR0_EL1.FGT", to: 0)
  }

  @Test("what the source hid and the target cannot hide is refused, with the encodings named")
  func newlyReachable() throws {
    let verdict = try CheckRequest.about(vm, from: host, to: bare).verdict
    #expect(verdict.verdict == .refused)
    #expect(verdict.found(.refuse) == ["exposed-unhideable-here FEAT_TLBIRANGE"])
    #expect(verdict.found(.warn) == [])
    let finding = try #require(verdict.findings.first)
    #expect(finding.message.contains("TLBI RVAE1,") && finding.message.contains("TLBI RVAALE1NXS"))
    #expect(finding.feature == "FEAT_TLBIRANGE")
    #expect(finding.beyondKvm)
    let exposure = try #require(verdict.exposures.first { $0.feature == "FEAT_TLBIRANGE" })
    #expect(exposure.onSource == false && exposure.onTarget == true)
    #expect(exposure.encodings.count == 24 && exposure.encodings.contains("S1_0_C8_C6_1"))
  }

  @Test("between two hosts that cannot hide it, it is a warning; under strict it is refused")
  func alreadyReachable() throws {
    let other = host.withoutFineGrainedTraps(named: "bare-2")
    let verdict = try CheckRequest.about(vm, from: bare, to: other).verdict
    #expect(verdict.verdict == .allowed)
    #expect(verdict.found(.warn) == ["exposed-unhideable-here FEAT_TLBIRANGE"])
    let strict = try CheckRequest.about(vm, from: bare, to: other, policy: .strict).verdict
    #expect(strict.verdict == .refused)
    #expect(strict.found(.refuse).contains("exposed-unhideable-here FEAT_TLBIRANGE"))
    #expect(strict.found(.refuse).contains("exposed-untrappable FEAT_MTE"))
    #expect(strict.found(.refuse).contains("leak-between-vms FEAT_GCS"))
    let observed = try CheckRequest.about(vm, from: host, to: bare, policy: .observe).verdict
    #expect(observed.found(.refuse) == ["exposed-unhideable-here FEAT_TLBIRANGE"])
  }

  @Test("with an unknown source everything counts as new, and a note says what may soften it")
  func unknownSource() throws {
    let verdict = try CheckRequest.about(vm, from: nil, to: bare).verdict
    #expect(verdict.verdict == .refused)
    #expect(verdict.found(.refuse).contains("exposed-unhideable-here FEAT_TLBIRANGE"))
    #expect(verdict.found(.note).contains { $0.hasPrefix("source-unknown") })
    #expect(FindingKind.sourceUnknown.remedy.contains("--from"))
  }

  @Test("on the way back the exposure ends, which is a warning")
  func wayBack() throws {
    let verdict = try CheckRequest.about(vm, from: bare, to: host).verdict
    #expect(verdict.verdict == .allowed)
    #expect(verdict.found(.warn) == ["exposure-ends FEAT_TLBIRANGE"])
    let exposure = try #require(verdict.exposures.first { $0.feature == "FEAT_TLBIRANGE" })
    #expect(exposure.onSource == true && exposure.onTarget == false && exposure.encodings == [])
  }

  @Test("a VM that stays meets nothing new, even where it reaches what it does not advertise")
  func stays() throws {
    let verdict = try CheckRequest.about(vm, from: bare, to: bare).verdict
    #expect(verdict.verdict == .allowed)
    #expect(verdict.findings.allSatisfy { $0.severity == .note })
    #expect(verdict.found(.note).contains("exposed-unhideable-here FEAT_TLBIRANGE"))
  }

  @Test("a hop that was waived does not launder an exposure: what counts is where the VM started")
  func laundering() throws {
    let other = host.withoutFineGrainedTraps(named: "bare-2")
    var request = try CheckRequest.about(vm, from: bare, to: other)
    request.startedOn = HostView(host)
    let verdict = request.verdict
    #expect(verdict.found(.refuse) == ["exposed-unhideable-here FEAT_TLBIRANGE"])
    #expect(verdict.findings.first?.message.contains("where the VM was started") == true)
    request.startedOn = HostView(bare)
    #expect(request.verdict.verdict == .allowed)
  }

  @Test("a host that does not tell whether it has FEAT_FGT is undecided, unless it is no change")
  func unknownCapability() throws {
    var silent = host
    silent.name = "silent"
    silent.kernelCpuFeatures = nil
    silent.userIdRegisters = RegisterState()
    let field = try #require(IDRegisters.standard.field("ID_AA64MMFR0_EL1.FGT"))
    for index in silent.vcpuProfiles.indices {
      silent.vcpuProfiles[index].registers.set(RegisterID(field.encoding), to: nil)
    }
    #expect(HostView(silent).traps.fineGrainedTraps == nil)
    let verdict = try CheckRequest.about(vm, from: host, to: silent).verdict
    #expect(verdict.found(.undecided).contains("exposure-unknown FEAT_TLBIRANGE"))
    let exposure = try #require(verdict.exposures.first { $0.feature == "FEAT_TLBIRANGE" })
    #expect(exposure.onTarget == nil && exposure.onSource == false)
    let already = try CheckRequest.about(vm, from: bare, to: silent).verdict
    #expect(already.found(.warn).contains("exposure-unknown FEAT_TLBIRANGE"))
    let stays = try CheckRequest.about(vm, from: silent, to: silent).verdict
    #expect(stays.found(.note).contains("exposure-unknown FEAT_TLBIRANGE"))
  }

  @Test("every finding of the group is beyond what KVM checks")
  func beyondKVM() throws {
    for policy in VerdictDocument.Policy.allCases {
      let verdict = try CheckRequest.about(vm, from: nil, to: bare, policy: policy).verdict
      for finding in verdict.findings {
        let group = FindingKind.named(finding.code)?.group
        #expect((group == .hiddenFeatures) == finding.beyondKvm, "\(finding.code)")
      }
    }
  }

  @Test("a definition that leaves out an ID register says nothing of its features")
  func undetermined() throws {
    var guest = GuestClass(try #require(Guest(definition: nil, snapshot: vm)))
    #expect(guest.undeterminedFeatures.names == [])
    guest.idRegisters.set(
      RegisterID(try #require(IDRegisters.standard.field("ID_AA64ISAR0_EL1.TLB")).encoding),
      to: nil
    )
    #expect(guest.undeterminedFeatures.contains("FEAT_TLBIRANGE"))
    #expect(!guest.undeterminedFeatures.contains("FEAT_SPECRES"))
    let plan = MovePlan(guest, source: HostView(host), target: HostView(bare))
    #expect(!plan.findings.contains { $0.subject == "FEAT_TLBIRANGE" })
  }

  @Test("captured state of a feature that the target lacks is refused")
  func state() throws {
    let n2 = try Samples.host("neoverse-n2-linux-7.3.4")
    let n1 = try Samples.host("neoverse-n1-linux-7.3.4")
    var snapshot = try Samples.snapshot("neoverse-n1-linux-7.3.4.pmu")
    let clean = try CheckRequest.about(snapshot, from: n2, to: n1).verdict
    #expect(!clean.found(.refuse).contains { $0.hasPrefix("exposed-untrappable") })
    let pstate = try #require(KVMRegisterNames.standard.id(named: "PSTATE"))
    snapshot.vcpus[0].registers.set(pstate, to: .word(0x3c5 | 1 << 24))
    let used = try CheckRequest.about(snapshot, from: n2, to: n1).verdict
    #expect(used.found(.refuse).contains("exposed-untrappable FEAT_DIT"))
    let finding = try #require(used.findings.first { $0.subject == "FEAT_DIT" && $0.field != nil })
    #expect(finding.field == "DIT" && finding.beyondKvm)
    let kept = try CheckRequest.about(snapshot, from: n2, to: n2).verdict
    #expect(!kept.found(.refuse).contains("exposed-untrappable FEAT_DIT"))
  }

  @Test("what KVM never offers is a note between equal CPUs and one warning otherwise")
  func neverOffered() throws {
    let n2 = try Samples.host("neoverse-n2-linux-7.3.4")
    let same = try CheckRequest.about(vm, from: host, to: bare).verdict
    #expect(same.found(.note).filter { $0.hasPrefix("exposure-unknown") }.count == 1)
    let other = try CheckRequest.about(vm, from: host, to: n2).verdict
    #expect(other.found(.warn) == ["exposure-unknown neoverse-n2-linux-7.3.4"])
    #expect(other.found(.undecided) == [])
  }

  @Test("a kernel newer than every model cannot be said to hide anything")
  func newerKernel() throws {
    var newer = host
    newer.name = "newer"
    newer.kernelRelease = "9.9.1"
    let verdict = try CheckRequest.about(vm, from: host, to: newer).verdict
    #expect(verdict.found(.undecided).contains("exposure-unknown newer"))
  }
}
