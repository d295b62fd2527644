import Testing

@testable import ArmArchitecture

@Suite struct FeatureHidingsTests {
  private let table = FeatureHidings.standard

  @Test("every feature has one row, in the order of the features")
  func complete() {
    #expect(table.rows.map(\.feature) == FeatureTable.standard.features.map(\.name))
  }

  @Test(
    "means, where sources disagree about one feature",
    arguments: [
      ("FEAT_AMUv1", FeatureHiding.Means.both), ("FEAT_LOR", .both), ("FEAT_LS64_ACCDATA", .both),
      ("FEAT_PMUv3", .both), ("FEAT_SME", .both), ("FEAT_SPE", .both), ("FEAT_TRBE", .both),
      ("FEAT_TRF", .both), ("FEAT_RAS", .both), ("FEAT_PAuth", .both), ("FEAT_GICv3", .both),
      ("FEAT_TLBIOS", .both), ("FEAT_TLBIRANGE", .fineGrained), ("FEAT_MOPS", .coarse),
      ("FEAT_CSV2_2", .both), ("FEAT_XS", .untrappable), ("FEAT_HPDS", .registerOnly),
      ("FEAT_DPB", .untrappable), ("FEAT_DPB2", .fineGrained), ("FEAT_RME", .outside),
    ]
  )
  func means(_ feature: String, _ means: FeatureHiding.Means) {
    #expect(table.row(of: feature)?.means == means)
  }

  @Test("a feature whose registers a fine-grained trap guards has those means")
  func consistent() {
    for kernel in BitRules.kernels {
      for register in BitRules.standard.registers(on: kernel) ?? [] {
        for rule in register.rules where rule.trap?.isUndefined ?? false {
          guard case .when(.feature(let feature)) = rule.validity else { continue }
          let means = table.row(of: feature)?.means
          #expect(
            means == .fineGrained || means == .both,
            "\(feature) \(register.name) \(rule.name ?? "")"
          )
        }
      }
    }
  }

  @Test("state that a VM carries stands with the features that the verdict asks for")
  func state() {
    for feature in ["FEAT_DIT", "FEAT_SSBS", "FEAT_AFP", "FEAT_EBF16", "FEAT_BTI", "FEAT_PAN"] {
      #expect(table.row(of: feature)?.state.isEmpty == false)
    }
    #expect(table.row(of: "FEAT_UAO")?.state == ["PSTATE.UAO"])
    #expect(table.rows.filter { !$0.state.isEmpty }.allSatisfy { $0.means == .untrappable })
  }

  @Test(
    "a row that breaks the notation is refused",
    arguments: [
      "fgt", "none never\n  FEAT_LOR", "fgt never twice\n  FEAT_LOR", "  FEAT_LOR",
      "fgt never\n  FEAT_NONE", "fgt never\n  FEAT_LOR FEAT_RAS also LORC_EL1",
      "fgt never\n  FEAT_LOR also NOPE",
    ] as [StaticString]
  )
  func broken(_ text: StaticString) {
    #expect(throws: TableError.self) { try FeatureHidings.parse(TableText("test", text)) }
  }
}
