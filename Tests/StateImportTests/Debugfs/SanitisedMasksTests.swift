import ArmArchitecture
import Testing

@testable import StateImport

@Suite struct SanitisedMasksTests {
  @Test("the kernel's own format: names right-aligned, tabs, 16 digits; RES1 wins")
  func format() throws {
    let text =
      "             HCR_EL2:\tRES0:ff2900c020008000\tRES1:0000000480000000\n"
      + "            VTCR_EL2:\tRES0:ffffffffe1d00000\tRES1:0000000080000000\n"
    let masks = try SanitisedMasks(parsing: Array(text.utf8)).masks
    #expect(masks.map(\.encoding.name) == ["HCR_EL2", "VTCR_EL2"])
    #expect(masks.map(\.zero) == [0xff29_00c0_2000_8000, 0xffff_ffff_61d0_0000])
    #expect(masks.map(\.one) == [0x4_8000_0000, 0x8000_0000])
  }

  @Test(
    "what is refused, with the line",
    arguments: [
      ("", "no line of the file"),
      ("HCR_EL2 RES0:0 RES1:0", "line 1: expected REGISTER: RES0:"),
      ("\nX_EL2: RES0:ff2900c020008000 RES1:ff2900c020008000", "line 2: expected the name"),
      ("HCR_EL2: RES0:ff29 RES1:ff2900c020008000", "RES0: and 16 hexadecimal digits"),
      ("HCR_EL2: RES0:ff2900c020008000 RES2:ff2900c020008000", "RES1: and 16"),
      ("HCR_EL2: RES0:+f2900c020008000 RES1:ff2900c020008000", "RES0: and 16"),
      (
        "HCR_EL2: RES0:ff2900c020008000 RES1:0000000000000000\n"
          + "S3_4_C1_C1_0: RES0:ff2900c020008000 RES1:0000000000000000",
        "line 2: expected each register once"
      ),
    ]
  )
  func refused(_ text: String, _ reason: String) {
    let error = #expect(throws: ImportError.self) {
      try SanitisedMasks(parsing: Array(text.utf8))
    }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
}
