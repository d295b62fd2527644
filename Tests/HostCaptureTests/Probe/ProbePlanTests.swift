import ArmArchitecture
import KVMEnforcement
import Testing

@testable import HostCapture

@Suite("what a probe tries")
struct ProbePlanTests {
  @Test("every field named exists, and every lowered value is below the most the field holds")
  func fields() throws {
    for path in ProbePlan.tolerances { _ = try #require(IDRegisters.standard.field(path)) }
    for lowering in ProbePlan.lowerings {
      let field = try #require(IDRegisters.standard.field(lowering.field))
      #expect(lowering.value < 1 << UInt64(field.bits.width))
    }
    for name in ProbePlan.profiles { _ = try #require(ProfileRecipe.named(name)) }
  }

  @Test("the program fits the guest's memory")
  func size() throws {
    let program = ProbeProgram(ProbedEncodings.all)
    #expect(program.instructions.count < 0x1f000 / 4)
    #expect(program.instructions.count < 0xc000)
  }
}
