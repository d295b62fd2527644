import MigrationState
import Testing

@testable import MigrationCheck

@Suite struct WaiverTests {
  private func waiver(_ code: String, _ subject: String) throws -> Waiver {
    try #require(
      Waiver(
        id: "w1",
        WaiverRecord(
          code: code,
          subject: subject,
          scope: .init(.vm, "web-1"),
          reason: "tested",
          expiresAt: Timestamp(seconds: 1)
        )
      )
    )
  }

  private func finding(
    _ code: String,
    _ severity: Finding.Severity,
    _ subject: String,
    beyondKvm: Bool
  ) -> Finding {
    var finding = Finding(code, severity, subject: subject, message: "")
    finding.beyondKvm = beyondKvm
    return finding
  }

  @Test("what only we refuse can be waived, what KVM refuses cannot, nor what corrupts silently")
  func waivability() {
    let cases: [(Finding, Waivability)] = [
      (finding("exposed-unhideable-here", .refuse, "FEAT_XS", beyondKvm: true), .waivable),
      (
        finding("feature-unavailable", .refuse, "ID_AA64PFR0_EL1.SVE", beyondKvm: false),
        .refusedByTarget
      ),
      (finding("profile-missing", .undecided, "rack2", beyondKvm: false), .waivable),
      (finding("sve-vector-lengths", .refuse, "x", beyondKvm: true), .corruptsSilently),
      (finding("dczid-differs", .refuse, "DCZID_EL0", beyondKvm: true), .corruptsSilently),
      (finding("counter-frequency", .refuse, "CNTFRQ_EL0", beyondKvm: true), .corruptsSilently),
      (
        finding("capture-incomplete", .undecided, "CNTFRQ_EL0", beyondKvm: true),
        .corruptsSilently
      ),
      (
        finding("value-not-restorable", .undecided, "ID_AA64ISAR1_EL1.APA", beyondKvm: false),
        .corruptsSilently
      ),
    ]
    for (finding, expected) in cases {
      #expect(Waivability(finding) == expected, "\(finding.code)")
    }
    #expect(Waivability(.featureUnavailable) == .refusedByTarget)
    #expect(Waivability(.sveVectorLengths) == .corruptsSilently)
    #expect(Waivability(.leakBetweenVMs) == .waivable)
  }

  @Test("a waived finding stays, names its waiver and no longer decides; notes are left alone")
  func apply() throws {
    let waivers = [try waiver("exposed-unhideable-here", "FEAT_TLBIRANGE")]
    let findings = [
      finding("exposed-unhideable-here", .refuse, "FEAT_TLBIRANGE", beyondKvm: true),
      finding("exposed-unhideable-here", .refuse, "FEAT_SPECRES", beyondKvm: true),
      finding("leak-between-vms", .refuse, "FEAT_TLBIRANGE", beyondKvm: true),
      finding("exposed-unhideable-here", .note, "FEAT_TLBIRANGE", beyondKvm: true),
    ]
    let applied = Waiver.apply(waivers, to: findings)
    #expect(applied.map(\.waived) == ["w1", nil, nil, nil])
    #expect(applied.map(\.severity) == findings.map(\.severity))
  }

  @Test("a verdict counts waived findings apart and lists the waivers considered")
  func verdict() throws {
    let host = try Samples.host("max-linux-7.3.4")
    let bare = host.withoutFineGrainedTraps(named: "bare")
    let vm = try Samples.snapshot("max-linux-7.3.4.all").lowering("ID_AA64ISAR0_EL1.TLB", to: 1)
      .lowering("ID_AA64MMFR0_EL1.FGT", to: 0)
    var request = try CheckRequest.about(vm, from: host, to: bare)
    request.waivers = [try waiver("exposed-unhideable-here", "FEAT_TLBIRANGE")]
    request.breakGlass = "the rack burns"
    let verdict = request.verdict
    #expect(verdict.verdict == .allowed)
    #expect(verdict.inputs.waivers == ["w1"])
    #expect(verdict.findings.filter { $0.waived == "w1" }.map(\.subject) == ["FEAT_TLBIRANGE"])
    #expect(verdict.options["breakGlass"] == "the rack burns")
  }
}
