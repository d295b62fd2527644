import ArmArchitecture
import Testing

@Suite struct RegisterNamesTests {
  @Test("the tables hold 1,099 registers and 194 instructions, two pairs sharing an encoding")
  func counts() {
    let all = RegisterNames.standard.all
    #expect(all.filter(\.encoding.isInstruction).count == 194)
    #expect(all.count == 1099 + 194 - 2)
    #expect(RegisterNames.standard.encoding(named: "DBGDTRTX_EL0")?.name == "DBGDTRRX_EL0")
  }

  @Test(
    "every spelling of a register is read, and one is printed",
    arguments: [
      "ID_AA64PFR0_EL1", "S3_0_C0_C4_0", "3,0,0,4,0", "0x603000000013c020", "0X603000000013C020",
      "s3_0_c0_c4_0",
    ]
  )
  func spellings(_ text: String) {
    #expect(RegisterID(text)?.description == "ID_AA64PFR0_EL1")
  }

  @Test(
    "what is no register is refused",
    arguments: [
      "", "ID_AA64PFR0", "S3_0_C0_C4", "S3_0_C0_C4_8", "S4_0_C0_C4_0", "S3_0_C00_C4_0", "3,0,0,4",
      "3,0,0,4,0,0", "3,0,0,4,-1", "3,,0,4,0", "0x", "0x+603000000013c020", "0x603000000013c02",
      "0x603000000019c020", "0x602000000013c020", "0x503000000013c020", "0x609000000010c020",
      "S1_0_C8_C3_0", "0x6030000000 13c020", "٣,0,0,4,0",
    ]
  )
  func refused(_ text: String) {
    #expect(RegisterID(text) == nil)
  }

  @Test("encodings pack, unpack and print for every value")
  func exhaustive() {
    for packed in UInt16.min...UInt16.max {
      let encoding = Encoding(packed: packed)
      #expect(Encoding(encoding.description) == encoding)
      #expect(
        Encoding(
          op0: encoding.op0,
          op1: encoding.op1,
          crn: encoding.crn,
          crm: encoding.crm,
          op2: encoding.op2
        ) == encoding
      )
    }
  }

  @Test(
    "registers of other classes print their id and know their width",
    arguments: [
      ("0x60200000001000d4", RegisterClass.core, 32), ("0x6020000000110000", .demux, 32),
      ("0x6030000000140000", .firmware, 64), ("0x6030000000160003", .firmwareBitmap, 64),
      ("0x6080000000150000", .sve, 2048), ("0x606000000015ffff", .sve, 512),
    ]
  )
  func classes(_ text: String, _ registerClass: RegisterClass, _ width: Int) throws {
    let id = try #require(RegisterID(text))
    #expect(id.registerClass == registerClass)
    #expect(id.width == width)
    #expect(id.description == text)
  }
}
