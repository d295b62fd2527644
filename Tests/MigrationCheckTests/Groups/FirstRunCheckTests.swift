import ArmArchitecture
import KVMEnforcement
import MigrationState
import TestSupport
import Testing

@testable import MigrationCheck

/// Group 1: what the target's kernel changes once the VM runs.
@Suite struct FirstRunCheckTests {
  private static let pie = "ID_AA64MMFR3_EL1.S1PIE"

  /// A VM of 7.3.4 without FEAT_ATS1A, as 6.18 makes every VM.
  private func snapshot() throws -> SnapshotDocument {
    try Samples.snapshot("max-linux-7.3.4.all").lowering("ID_AA64ISAR2_EL1.ATS1A", to: 0)
  }

  private func findings(
    _ snapshot: SnapshotDocument,
    from source: String?,
    to target: String
  ) throws -> [Finding] {
    try CheckRequest.about(
      snapshot,
      from: source.map { try Samples.host($0) },
      to: try Samples.host(target)
    ).verdict.findings.filter { $0.field == "S1PIE" || $0.field == "GIC" }
  }

  @Test("7.3 takes FEAT_S1PIE from a VM without FEAT_ATS1A, which 7.2 and 6.18 let it have")
  func lost() throws {
    for source in ["max-linux-7.2.11", "max-linux-6.18.15"] {
      let found = try findings(try snapshot(), from: source, to: "max-linux-7.3.4")
      let finding = try #require(found.first)
      #expect(found.count == 1)
      #expect(finding.code == "illegal-combination" && finding.severity == .warn)
      #expect(finding.beyondKvm)
      #expect(finding.subject == Self.pie && finding.feature == "FEAT_S1PIE")
      #expect(finding.source == "0x1" && finding.target == "0x0")
      #expect(finding.message.contains("because the VM does not advertise FEAT_ATS1A"))
      #expect(finding.remedy == "Start the VM with \(Self.pie) = 0x0 (NI)")
    }
    #expect(try findings(try snapshot(), from: nil, to: "max-linux-7.3.4").count == 1)
  }

  @Test("a guest that has turned the feature on is refused, as KVM no longer loads its registers")
  func used() throws {
    let id = try #require(RegisterID("TCR2_EL1"))
    func found(_ value: UInt64, to target: String) throws -> [String] {
      var snapshot = try snapshot()
      snapshot.vcpus[0].registers.set(id, to: .word(value))
      return try CheckRequest.about(
        snapshot,
        from: try Samples.host("max-linux-7.2.11"),
        to: try Samples.host(target)
      ).verdict.found(.refuse).filter { $0.contains("TCR2_EL1") }
    }
    let subject = "state-of-hidden-feature TCR2_EL1.PIE"
    #expect(try found(0b10, to: "max-linux-7.3.4") == [subject])
    #expect(try found(0b10, to: "max-linux-7.2.11").isEmpty)
    #expect(try found(ResetPoison.value, to: "max-linux-7.3.4").isEmpty)
  }

  @Test("a VM that lacks the field, has what it needs, or stays below 7.3 keeps what it has")
  func kept() throws {
    let without = try snapshot().lowering(Self.pie, to: 0)
    #expect(try findings(without, from: "max-linux-7.2.11", to: "max-linux-7.3.4").isEmpty)
    let whole = try Samples.snapshot("max-linux-7.3.4.all")
    #expect(try findings(whole, from: "max-linux-7.2.11", to: "max-linux-7.3.4").isEmpty)
    #expect(try findings(try snapshot(), from: "max-linux-7.2.11", to: "max-linux-7.2.11").isEmpty)
  }

  @Test("a VM of a kernel that took the feature already has nothing to lose")
  func sameRule() throws {
    #expect(try findings(try snapshot(), from: "max-linux-7.3.4", to: "max-linux-7.3.4").isEmpty)
  }

  @Test("an ID register that is not known decides nothing")
  func unknown() throws {
    var partial = try snapshot()
    let id = try #require(RegisterID("ID_AA64ISAR2_EL1"))
    for index in partial.vcpus.indices { partial.vcpus[index].registers.set(id, to: nil) }
    #expect(try findings(partial, from: "max-linux-7.2.11", to: "max-linux-7.3.4").isEmpty)
  }

  @Test("a field that follows the interrupt controller is a note")
  func controller() throws {
    var lowered = try Samples.snapshot("max-linux-7.3.4.all")
      .lowering("ID_AA64PFR0_EL1.GIC", to: 0)
    lowered.gic = .v3
    let found = try findings(lowered, from: "max-linux-6.18.15", to: "max-linux-7.2.11")
    #expect(found.map(\.code) == ["value-tolerated"])
    #expect(found.map(\.severity) == [.note])
    #expect(found.first?.target == "0x1")
  }
}
