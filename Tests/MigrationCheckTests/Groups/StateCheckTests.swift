import ArmArchitecture
import KVMEnforcement
import MigrationState
import TestSupport
import Testing

@testable import MigrationCheck

/// Group 4: captured bits that the VM's ID registers make invalid.
@Suite struct StateCheckTests {
  private static let codes: Set = [
    "invalid-res-bits", "effective-state-changes", "state-of-hidden-feature", "state-not-checked",
  ]

  /// The group's findings about a snapshot.
  private func findings(
    _ snapshot: SnapshotDocument,
    from source: String?,
    to target: String,
    policy: VerdictDocument.Policy = .default
  ) throws -> [Finding] {
    try CheckRequest.about(
      snapshot,
      from: source.map { try Samples.host($0) },
      to: try Samples.host(target),
      policy: policy
    ).verdict.findings.filter { Self.codes.contains($0.code) }
  }

  private func summary(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.severity.rawValue) \($0.code) \($0.subject)" }
  }

  // MARK: VMs with EL2

  @Test("bits that the source's kernel forces are refused, and valid after sanitising")
  func invalid() throws {
    let host = try Samples.host("max-linux-7.3.4")
    let snapshot = try Samples.snapshot("l1-invalid-bits")
    let verdict = try CheckRequest.about(snapshot, from: host, to: host).verdict
    #expect(verdict.verdict == .refused)
    #expect(
      verdict.found(.refuse) == [
        "invalid-res-bits SCTLR_EL1.NMI", "invalid-res-bits HCRX_EL2.MSCEn",
      ]
    )
    let finding = try #require(verdict.findings.first { $0.field == "MSCEn" })
    #expect(finding.register == "HCRX_EL2")
    #expect(finding.feature == "FEAT_MOPS")
    #expect(finding.msb == 11 && finding.lsb == 11)
    #expect(finding.bits == "0x0000000000000800")
    #expect(finding.source == "0x1" && finding.target == "0x0")
    #expect(finding.beyondKvm)
    #expect(finding.message.contains("(ID_AA64ISAR2_EL1.MOPS = 0)"))
    let guest = try #require(Guest(definition: nil, snapshot: snapshot))
    let configuration = try EffectiveConfiguration(guest, on: HostView(host))
    let sanitised = StateSanitiser(snapshot, configuration).snapshot
    let again = try CheckRequest.about(sanitised, from: host, to: host).verdict
    #expect(again.verdict == .allowed, "\(again.found(.refuse))")
  }

  @Test("what only the target's kernel forces: refused when the CPU does something with it")
  func changes() throws {
    // 6.18 does not sanitise SCTLR_EL2; FEAT_MOPS is on the CPU and hidden.
    let lowered = try Samples.snapshot("max-linux-7.3.4.el2_all")
      .lowering("ID_AA64ISAR2_EL1.MOPS", to: 0).having("SCTLR_EL1", 0x85_0058)
    func findings(
      _ snapshot: SnapshotDocument,
      to target: String,
      policy: VerdictDocument.Policy = .default
    ) throws -> [Finding] {
      try self.findings(snapshot, from: "max-linux-6.18.15", to: target, policy: policy)
        .filter { $0.register == "SCTLR_EL2" && $0.field != "SED" && $0.field != "ITD" }
    }
    let live = try lowered.setting("SCTLR_EL2", bits: 1 << 33)
    #expect(
      summary(try findings(live, to: "max-linux-7.3.4")) == [
        "refuse effective-state-changes SCTLR_EL2.MSCEn"
      ]
    )
    // Bit 52 of SCTLR_EL2 is reserved, ITFSB does nothing without MTE.
    let dead = try lowered.setting("SCTLR_EL2", bits: 1 << 52 | 1 << 37)
    let found = try findings(dead, to: "max-linux-7.3.4")
    #expect(
      summary(found) == [
        "warn effective-state-changes SCTLR_EL2.ITFSB",
        "warn effective-state-changes SCTLR_EL2[52]",
      ]
    )
    #expect(
      Set(
        try findings(dead, to: "max-linux-7.3.4", policy: .strict)
          .map(\.severity)
      ) == [.refuse]
    )
    #expect(try findings(live, to: "max-linux-6.18.15").isEmpty)
  }

  @Test("a source that is not known cannot excuse a bit")
  func unknownSource() throws {
    let snapshot = try Samples.snapshot("l1-invalid-bits")
    let found = try findings(snapshot, from: nil, to: "max-linux-7.3.4")
    #expect(found.map(\.severity) == [.refuse, .refuse])
    #expect(found.allSatisfy { $0.message.contains("what the source forces is not known") })
  }

  @Test("a kernel without a model leaves the state of a VM with EL2 undecided")
  func unknownKernel() throws {
    var target = try Samples.host("max-linux-7.3.4")
    target.name = "future"
    target.kernelRelease = "7.4.0"
    let verdict = try CheckRequest.about(
      try Samples.snapshot("max-linux-7.3.4.el2_all"),
      from: try Samples.host("max-linux-7.3.4"),
      to: target
    ).verdict
    #expect(verdict.found(.undecided).contains("state-not-checked future"))
    #expect(verdict.verdict != .allowed)
  }

  @Test("reset poison was never written: it is valid whole, and as a mask leaves it")
  func poison() throws {
    for value in [0x1de7_ec7e_dbad_c0de as UInt64, 0xdbad_c0de] {
      let plain = try Samples.snapshot("neoverse-n1-linux-7.3.4.pmu").having("SCTLR_EL1", value)
      let host = "neoverse-n1-linux-7.3.4"
      #expect(try findings(plain, from: host, to: host, policy: .strict).isEmpty)
      let nested = try Samples.snapshot("max-linux-7.3.4.el2_all").having("HCRX_EL2", value)
      let max = "max-linux-7.3.4"
      #expect(try findings(nested, from: max, to: max, policy: .strict).isEmpty)
    }
  }

  // MARK: VMs without EL2

  /// SCTLR_EL1 as Linux sets it, INIT_SCTLR_EL1_MMU_ON of 7.3.
  private static let linux: UInt64 = 0x0200_0020_34f4_d91d

  @Test("what Linux sets unconditionally is never refused, wherever it moves")
  func linux() throws {
    let hosts = [
      "max-linux-6.12.107", "max-linux-7.3.4", "neoverse-n1-linux-7.3.4",
      "neoverse-n2-linux-7.3.4", "neoverse-v1-linux-7.3.4",
    ]
    for source in ["neoverse-n1-linux-7.3.4.pmu", "max-linux-7.3.4.plain"] {
      let snapshot = try Samples.snapshot(source).having("SCTLR_EL1", Self.linux)
      for target in hosts {
        let found = try findings(snapshot, from: snapshot.host, to: target)
        #expect(found.allSatisfy { $0.severity == .note }, "\(source) to \(target): \(found)")
      }
    }
  }

  @Test("a bit that begins to work is refused; one that works or not on both ends is a note")
  func begins() throws {
    // BT0 (35): Neoverse N1 has no FEAT_BTI, max has.
    let snapshot = try Samples.snapshot("neoverse-n1-linux-7.3.4.pmu")
      .having("SCTLR_EL1", Self.linux | 1 << 35)
    func bti(_ target: String) throws -> [String] {
      summary(
        try findings(snapshot, from: "neoverse-n1-linux-7.3.4", to: target).filter {
          $0.feature == "FEAT_BTI"
        }
      )
    }
    #expect(try bti("max-linux-7.3.4") == ["refuse invalid-res-bits SCTLR_EL1.BT0"])
    #expect(try bti("neoverse-n1-linux-7.3.4") == ["note invalid-res-bits SCTLR_EL1.BT0"])
    let strict = try findings(
      snapshot,
      from: "neoverse-n1-linux-7.3.4",
      to: "neoverse-n1-linux-7.3.4",
      policy: .strict
    )
    #expect(strict.contains { $0.severity == .refuse && $0.field == "BT0" })
  }

  @Test("a bit that stops to work is refused")
  func ends() throws {
    let snapshot = try Samples.snapshot("max-linux-7.3.4.plain")
      .lowering("ID_AA64PFR1_EL1.BT", to: 0).having("SCTLR_EL1", Self.linux | 1 << 35)
    let away = try findings(snapshot, from: "max-linux-7.3.4", to: "neoverse-n1-linux-7.3.4")
    #expect(
      summary(away.filter { $0.severity != .note }) == [
        "refuse state-of-hidden-feature SCTLR_EL1.BT0"
      ]
    )
    let home = try findings(snapshot, from: "max-linux-7.3.4", to: "max-linux-7.3.4")
    #expect(summary(home).contains("note state-of-hidden-feature SCTLR_EL1.BT0"))
    #expect(home.allSatisfy { $0.severity == .note })
  }

  @Test("the reset value of a vCPU that never ran is no state")
  func reset() throws {
    let snapshot = try Samples.snapshot("neoverse-n1-linux-7.3.4.pmu")
    #expect(snapshot.vcpus[0].registers[try #require(RegisterID("SCTLR_EL1"))] == .word(0xc5_0078))
    #expect(try findings(snapshot, from: snapshot.host, to: "max-linux-7.3.4").isEmpty)
  }

  @Test("vCPUs with the same content share a finding")
  func vcpus() throws {
    var snapshot = try Samples.snapshot("neoverse-n1-linux-7.3.4.pmu")
      .having("SCTLR_EL1", Self.linux | 1 << 35)
    let registers = snapshot.vcpus[0].registers
    snapshot.vcpus = (0..<4).map { VCPUState(index: $0, registers: registers) }
    snapshot.vcpus[2].registers.set(
      try #require(RegisterID("SCTLR_EL1")),
      to: .word(Self.linux | 1 << 36)
    )
    let found = try findings(snapshot, from: snapshot.host, to: "max-linux-7.3.4")
      .filter { $0.severity == .refuse }
    #expect(
      summary(found) == [
        "refuse invalid-res-bits SCTLR_EL1.BT0", "refuse invalid-res-bits SCTLR_EL1.BT1",
      ]
    )
    #expect(found.map(\.vcpus) == ["0-1,3", "2"])
  }
}

extension SnapshotDocument {
  /// The same VM with a register set in every vCPU.
  fileprivate func having(_ register: String, _ value: UInt64) throws -> SnapshotDocument {
    let id = try #require(RegisterID(register))
    var snapshot = self
    for index in snapshot.vcpus.indices {
      snapshot.vcpus[index].registers.set(id, to: .word(value))
    }
    return snapshot
  }

  /// The same VM with bits of a register set in every vCPU.
  fileprivate func setting(_ register: String, bits: UInt64) throws -> SnapshotDocument {
    let id = try #require(RegisterID(register))
    return try having(register, (vcpus.first?.registers[id]?.word ?? 0) | bits)
  }
}
