import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState
import Testing

@Suite struct WayBackTests {
  private func back(
    _ snapshot: SnapshotDocument,
    from source: HostDocument,
    to target: HostDocument
  ) throws -> VerdictDocument? {
    let guest = try #require(Guest(definition: nil, snapshot: snapshot))
    var request = CheckRequest(
      guest: guest,
      source: HostView(source),
      target: HostView(target),
      checkedAt: Timestamp(seconds: 1_795_000_000),
      toolVersion: "test"
    )
    request.isBothDirections = true
    return Check.wayBack(request)
  }

  @Test("6.12 to 7.3 is one way: NV reads 0 there, and 6.12 cannot lower it")
  func tolerated() throws {
    let snapshot = try Records.snapshot("max-linux-6.12.107.all")
    let verdict = try #require(
      try back(
        snapshot,
        from: try Records.host("max-linux-6.12.107"),
        to: try Records.host("max-linux-7.3.4")
      )
    )
    #expect(verdict.source == "max-linux-7.3.4")
    #expect(verdict.target == "max-linux-6.12.107")
    #expect(verdict.verdict == .refused)
    #expect(verdict.findings.map(\.subject).contains("ID_AA64MMFR2_EL1.NV"))
    #expect(verdict.options["direction"] == "back")
    #expect(verdict.inputs.snapshot == snapshot.digest.description)
  }

  @Test("A level that rose on the way there is refused on the way back, and warned about there")
  func levels() throws {
    let source = try Records.host("max-linux-7.3.4")
    let id = try #require(RegisterID("0x6030000000140003"))
    var lower = source
    lower.name = "lower"
    for index in lower.vcpuProfiles.indices
    where lower.vcpuProfiles[index].registers[id] != nil {
      lower.vcpuProfiles[index].registers.set(id, to: .word(1))
    }
    var snapshot = try Records.snapshot("max-linux-7.3.4.all")
    snapshot.vcpus[0].registers.set(id, to: .word(1))
    let verdict = try #require(try back(snapshot, from: lower, to: source))
    #expect(verdict.verdict == .refused)
    #expect(verdict.findings.first?.code == "firmware-downgrade")
    let there = try Records.verdict(snapshot, from: HostView(lower), to: HostView(source)) {
      $0.isBothDirections = true
    }
    let rise = there.findings.first { $0.code == "firmware-upgrade" }
    #expect(rise?.severity == .warn)
  }

  @Test("A target without a profile of the VM's interrupt controller does not change its fields")
  func otherController() throws {
    let source = try Records.host("max-linux-7.3.4")
    let field = try #require(IDRegisters.standard.field("ID_AA64PFR0_EL1.GIC"))
    var target = source
    target.name = "old-gic"
    for index in target.vcpuProfiles.indices {
      target.vcpuProfiles[index].gic = .v2
      guard let value = target.vcpuProfiles[index].registers[field.encoding] else { continue }
      target.vcpuProfiles[index].registers.set(
        RegisterID(field.encoding),
        to: .word(field.bits.insert(0, into: value))
      )
    }
    var snapshot = try Records.snapshot("max-linux-7.3.4.all")
    snapshot.gic = .v3
    let verdict = try #require(try back(snapshot, from: source, to: target))
    #expect(verdict.verdict == .allowed, "\(verdict.findings.map(\.message))")
  }

  @Test("A VM that stays where it is can always come back")
  func same() throws {
    let host = try Records.host("neoverse-n1-linux-7.3.4")
    let snapshot = try Records.snapshot("neoverse-n1-linux-7.3.4.pmu")
    #expect(try back(snapshot, from: host, to: host)?.verdict == .allowed)
  }

  @Test("Bits that the target's kernel has rewritten are not held against the way back")
  func rewritten() throws {
    let source = try Records.host("max-linux-6.18.15")
    let target = try Records.host("max-linux-7.3.4")
    let id = try #require(RegisterID("SCTLR_EL2"))
    let poisoned = try #require(RegisterID("HCRX_EL2"))
    var snapshot = try Records.snapshot("max-linux-7.3.4.el2_all")
    let value = try #require(snapshot.vcpus[0].registers[id]?.word)
    // Bit 52 is reserved; 6.18 leaves SCTLR_EL2 alone, 7.3 clears the bit.
    snapshot.vcpus[0].registers.set(id, to: .word(value | 1 << 52))
    snapshot.vcpus[0].registers.set(poisoned, to: .word(ResetPoison.value))
    let there = try Records.verdict(snapshot, from: HostView(source), to: HostView(target))
    #expect(
      there.findings.filter { $0.code == "effective-state-changes" }.map(\.subject)
        .contains("SCTLR_EL2[52]")
    )
    let verdict = try #require(try back(snapshot, from: source, to: target))
    let bits = verdict.findings.filter {
      $0.code == "invalid-res-bits" || $0.register == "SCTLR_EL2" || $0.register == "HCRX_EL2"
    }
    #expect(bits.isEmpty, "\(bits.map(\.message))")
  }

  @Test("A feature that the first run takes is gone on the way back, with its registers")
  func firstRun() throws {
    let source = try Records.host("max-linux-7.2.11")
    let target = try Records.host("max-linux-7.3.4")
    let field = try #require(IDRegisters.standard.field("ID_AA64ISAR2_EL1.ATS1A"))
    var snapshot = try Records.snapshot("max-linux-7.3.4.all")
    let old = try #require(snapshot.vcpus[0].registers[field.encoding])
    snapshot.vcpus[0].registers.set(
      RegisterID(field.encoding),
      to: .word(field.bits.insert(0, into: old))
    )
    let there = try Records.verdict(snapshot, from: HostView(source), to: HostView(target))
    #expect(there.verdict == .allowed)
    #expect(there.findings.contains { $0.code == "illegal-combination" && $0.field == "S1PIE" })
    let verdict = try #require(try back(snapshot, from: source, to: target))
    let subjects = verdict.findings.filter { $0.severity == .refuse }.map(\.subject)
    #expect(subjects == ["PMMIR_EL1"])
    #expect(!verdict.exposures.contains { $0.feature == "FEAT_S1PIE" })
  }
}
