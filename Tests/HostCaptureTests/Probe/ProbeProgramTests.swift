import ArmArchitecture
import KVMEnforcement
import Testing

@testable import HostCapture

@Suite("the program of a probe guest")
struct ProbeProgramTests {
  @Test(
    "instructions are what an assembler makes of them",
    arguments: [
      ("S3_0_C0_C0_0", true, UInt32(1), UInt32(0xd538_0001)),  // mrs x1, midr_el1
      ("S3_0_C12_C11_5", false, 2, 0xd518_cba2),  // msr icc_sgi1r_el1, x2
      ("S1_0_C8_C7_0", false, 31, 0xd508_871f),  // tlbi vmalle1
      ("S1_3_C7_C12_1", false, 0, 0xd50b_7c20),  // dc cvap, x0
    ]
  )
  func words(_ encoding: String, _ isRead: Bool, _ register: UInt32, _ word: UInt32) throws {
    let encoding = try #require(Encoding(encoding))
    #expect(ProbeProgram.word(encoding, isRead: isRead, register) == word)
  }

  @Test("an encoding is UNDEFINED when neither access executed, and an instruction when it did not")
  func results() throws {
    let encodings = try ["S1_0_C8_C7_0", "S3_0_C2_C0_3", "S3_0_C12_C11_5"].map {
      try #require(Encoding($0))
    }
    let program = ProbeProgram(encodings)
    #expect(program.instructions.count == 9)
    var results = [UInt8](repeating: 0xff, count: 9)
    #expect(program.undefined(results).isEmpty)
    (results[0], results[2], results[6], results[8]) = (0, 0, 0, 0)
    #expect(program.undefined(results) == [encodings[0], encodings[2]])
    results[8] = 0x18
    #expect(program.undefined(results) == [encodings[0]])
  }

  @Test("a guest at virtual EL2 leaves out what can crash the host")
  func danger() throws {
    let hypervisor = GuestProbe.program(try #require(ProfileRecipe.named("el2_all")))
    let plain = GuestProbe.program(try #require(ProfileRecipe.named("all")))
    #expect(plain.encodings.count - hypervisor.encodings.count == 2)
    #expect(Set(hypervisor.encodings).isDisjoint(with: ProbedEncodings.dangerousAtVirtualEL2))
    #expect(ProbedEncodings.dangerousAtVirtualEL2.count == 2)
  }
}
