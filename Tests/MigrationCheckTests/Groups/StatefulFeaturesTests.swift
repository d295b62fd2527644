import ArmArchitecture
import MigrationState
import Testing

@testable import MigrationCheck

@Suite struct StatefulFeaturesTests {
  private func used(_ register: String, _ value: UInt64) -> [String] {
    guard let id = KVMRegisterNames.standard.id(named: register) ?? RegisterID(register) else {
      return ["no register \(register)"]
    }
    return StatefulFeatures.used(by: RegisterState([(id, .word(value))])).map {
      "\($0.name) \($0.field.name)"
    }
  }

  @Test(
    "fields are found where the architecture puts them",
    arguments: [
      ("PSTATE", 0x3c5, []), ("PSTATE", 1 << 24, ["PSTATE PSTATE.DIT"]),
      ("SPSR_EL1", 1 << 12, ["SPSR_EL1 PSTATE.SSBS"]),
      ("SPSR_EL1", 3 << 10 | 1 << 22, ["SPSR_EL1 PSTATE.BTYPE", "SPSR_EL1 PSTATE.PAN"]),
      ("SPSR_EL2", 1 << 23, ["SPSR_EL2 PSTATE.UAO"]),
      // AArch32: DIT is bit 21, SSBS bit 23.
      ("SPSR_EL1", 0x10 | 1 << 21, ["SPSR_EL1 PSTATE.DIT"]),
      ("SPSR_EL1", 0x10 | 1 << 23, ["SPSR_EL1 PSTATE.SSBS"]),
      ("SPSR_EL1", 0x10 | 1 << 24, []),
      ("FPCR", 1 << 13 | 1 << 1, ["FPCR FPCR.AH", "FPCR FPCR.EBF"]), ("FPCR", 1 << 22, []),
      ("SPSR_EL2", 0x1de7_ec7e_dbad_c0de, []), ("SPSR_abt", 0xdbad_c0de, []),
    ] as [(String, UInt64, [String])]
  )
  func fields(_ register: String, _ value: UInt64, _ expected: [String]) {
    #expect(used(register, value) == expected)
  }

  @Test("every field names the features that give it its meaning")
  func table() {
    #expect(StateField.all.count == 9)
    let features = FeatureTable.standard.features
    let byField = Dictionary(
      uniqueKeysWithValues: StateField.all.map { ($0.name, $0.features.map { features[$0].name }) }
    )
    #expect(Set(byField["PSTATE.SSBS"] ?? []) == ["FEAT_SSBS", "FEAT_SSBS2"])
    #expect(byField["PSTATE.DIT"] == ["FEAT_DIT"])
  }
}
