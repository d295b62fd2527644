import ArmArchitecture
import Testing

@testable import KVMEnforcement

@Suite struct EncodingUniverseTests {
  @Test("is what the trap tables speak of on some modelled kernel")
  func contents() {
    var all = Set(CoarseControls.standard.encodings)
    for kernel in BitRules.kernels {
      for register in BitRules.standard.registers(on: kernel) ?? [] {
        for rule in register.rules { all.formUnion(rule.trap?.encodings ?? []) }
      }
    }
    for trap in HostTraps.standard.traps { all.formUnion(trap.encodings) }
    for handler in TrapHandlers.standard.handlers { all.formUnion(handler.encodings) }
    for row in FeatureHidings.standard.rows { all.formUnion(row.furtherEncodings) }
    #expect(EncodingSet.universe == all.sorted())
    #expect(all.allSatisfy { EncodingUniverse.standard.place(of: $0) != nil })
  }

  @Test("a register file takes ascending ids with exactly their words")
  func registerFile() throws {
    let ids = try ["SCTLR_EL1", "TCR_EL1"].map { try #require(RegisterID($0)) }.sorted()
    let pairs = [(id: ids[1], words: [2 as UInt64]), (id: ids[0], words: [1])]
    #expect(RegisterFile(ascending: ids, words: [1, 2]) == RegisterFile(pairs))
    #expect(RegisterFile(ascending: ids, words: [1]) == nil)
    #expect(RegisterFile(ascending: ids.reversed(), words: [1, 2]) == nil)
    #expect(RegisterFile(ascending: [ids[0], ids[0]], words: [1, 2]) == nil)
  }
}
