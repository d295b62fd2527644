import MigrationState
import Testing

@testable import MigrationCheck

@Suite struct WaiverSubjectTests {
  @Test(
    "subjects read in every spelling and print as findings spell them",
    arguments: [
      ("FEAT_TLBIRANGE", "FEAT_TLBIRANGE"), ("ID_AA64PFR0_EL1.SVE", "ID_AA64PFR0_EL1.SVE"),
      ("S3_0_C0_C4_0.SVE", "ID_AA64PFR0_EL1.SVE"), ("SCTLR_EL1[35:32]", "SCTLR_EL1[35:32]"),
      ("HCR_EL2[3,63:60]", "HCR_EL2[63:60,3]"), ("3,0,1,0,0", "SCTLR_EL1"),
      ("rack2-07", "rack2-07"), ("rack2.example", "rack2.example"),
    ]
  )
  func spelling(_ text: String, _ expected: String) throws {
    #expect(try WaiverSubject(text).description == expected)
  }

  @Test(
    "what does not exist is refused",
    arguments: ["FEAT_NONE", "NOPE_EL1[3]", "SCTLR_EL1[x]", "SCTLR_EL1[]", "SCTLR_EL1[64]", ""]
  )
  func refused(_ text: String) {
    #expect(throws: WaiverSubject.Refusal.self) { try WaiverSubject(text) }
  }

  @Test("a subject covers findings about nothing but it")
  func covers() throws {
    var finding = Finding("invalid-res-bits", .refuse, subject: "SCTLR_EL1", message: "")
    finding.register = "SCTLR_EL1"
    finding.bits = "0x0000000300000000"
    #expect(try WaiverSubject("SCTLR_EL1[35:32]").covers(finding))
    #expect(try !WaiverSubject("SCTLR_EL1[32]").covers(finding))
    #expect(try !WaiverSubject("HCR_EL2[35:32]").covers(finding))
    #expect(try WaiverSubject("SCTLR_EL1").covers(finding))
    finding.bits = nil
    #expect(try !WaiverSubject("SCTLR_EL1[35:32]").covers(finding))
    (finding.msb, finding.lsb) = (33, 32)
    #expect(try WaiverSubject("SCTLR_EL1[35:32]").covers(finding))
    finding.field = "EnTP2"
    #expect(try WaiverSubject("SCTLR_EL1.EnTP2").covers(finding))
    #expect(try !WaiverSubject("SCTLR_EL1.E0E").covers(finding))
    let exposure = Finding("leak-between-vms", .refuse, subject: "FEAT_S1PIE", message: "")
    #expect(try WaiverSubject("FEAT_S1PIE").covers(exposure))
    #expect(try !WaiverSubject("FEAT_S1POE").covers(exposure))
  }
}
