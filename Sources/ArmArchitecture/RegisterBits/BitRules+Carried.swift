extension BitRules {
  /// The registers of a VM without EL2 whose bits depend on features, ascending by encoding.
  ///
  /// KVM carries their values as they are: the rules say what the bits mean under the VM's ID
  /// registers, not what a kernel enforces, and are those of the newest kernel known.
  public static let carried: [RuledRegister] = builtIn { () throws(TableError) in
    guard let newest = kernels.last else { return [] }
    let rules = try BitRules([("systemControl", systemControl), ("carriedOnly", carriedOnly)])
    return (rules.registers(on: newest) ?? []).filter {
      ["SCTLR_EL1", "SCTLR2_EL1", "TCR2_EL1"].contains($0.name)
    }
  }

  /// Registers that no kernel sanitises.
  ///
  /// Notation: ``BitRules/parse(_:)``.
  ///
  /// - Source: Arm ARM section D24.2 (TCR2_EL1).
  static let carriedOnly: StaticString = """
    TCR2_EL1  needs FEAT_TCR2
      63:19  RES0
      18     FNG1   FEAT_ASID2
      17     FNG0   FEAT_ASID2
      16     A2     FEAT_ASID2
      15     DisCH1 FEAT_D128
      14     DisCH0 FEAT_D128
      13:12  RES0
      11     HAFT   FEAT_HAFT
      10     PTTWI  FEAT_THE
      9:6    RES0
      5      D128   FEAT_D128
      4      AIE    FEAT_AIE
      3      POE    FEAT_S1POE
      2      E0POE  FEAT_S1POE
      1      PIE    FEAT_S1PIE
      0      PnCH   FEAT_THE
    """
}
