import Testing

@testable import ArmArchitecture

@Suite struct CoarseControlsTests {
  private let controls = CoarseControls.standard

  @Test("75 controls trap 5,435 encodings, each at one place")
  func counts() {
    #expect(controls.controls.count == 75)
    #expect(controls.encodings.count == 5435)
    #expect(controls.controls.reduce(0) { $0 + $1.encodings.count } == 5435)
    #expect(controls.controls.filter { $0.name.contains("|") }.count == 17)
  }

  @Test("a control's bits name registers, and one of several names traps alone too")
  func members() {
    for control in controls.controls {
      if case .bits(let bits) = control.trigger {
        #expect(!bits.isEmpty)
        #expect(control.name.hasPrefix(bits[0].register))
      }
      for member in control.members { #expect(controls.control(named: member) != nil) }
    }
  }

  @Test(
    "an encoding traps by any one of its controls",
    arguments: [
      ("TLBI_RVAE1OS", ["HCR_EL2.TTLB", "HCR_EL2.TTLBOS"]), ("LORC_EL1", ["HCR_EL2.TLOR"]),
      ("TCR2_EL1", ["HCR_EL2.TVM", "HCR_EL2.TRVM", "HCRX_EL2.TCR2En"]),
      ("PMEVCNTR30_EL0", ["MDCR_EL2.TPM", "MDCR_EL2.HPMN"]), ("MPIDR_EL1", []),
    ]
  )
  func trapping(_ name: String, _ expected: [String]) throws {
    let encoding = try #require(RegisterNames.standard.encoding(named: name))
    #expect(controls.controls(trapping: encoding).map(\.name) == expected)
  }

  @Test("polarity: enables trap while they are clear")
  func polarity() throws {
    let key = try #require(controls.control(named: "HCR_EL2.APK"))
    #expect(key.trigger == .bits([.init(register: "HCR_EL2", bit: 40, isSet: false)]))
    let trace = try #require(controls.control(named: "CPTR_EL2.TTA"))
    let bits = [28, 20].map { CoarseControl.Bit(register: "CPTR_EL2", bit: $0, isSet: true) }
    #expect(trace.trigger == .byHostMode(e2h: [bits[0]], notE2H: [bits[1]]))
  }

  @Test(
    "a row that breaks the notation is refused",
    arguments: [
      "HCR_EL2.TLOR  64  rw", "HCR_EL2.TLOR  35", "HCR_EL2.TLOR  35  x", "NONE_EL2.A  1  rw",
      "HCR_EL2.TLOR  35  rw\n  NOPE_EL1", "HCR_EL2.TLOR  35  rw\n  LORC_EL1 LORC_EL1",
      "HCR_EL2.A  1  rw\n  LORC_EL1\nHCR_EL2.B  2  rw\n  LORC_EL1", "HCR_EL2.A|HCR_EL2.B",
      "HCR_EL2.A  1  rw\nHCR_EL2.A  2  rw", "HCR_EL2.A  1/2/3  rw",
    ] as [StaticString]
  )
  func broken(_ text: StaticString) {
    #expect(throws: TableError.self) { try CoarseControls([("test", text)]) }
  }
}
