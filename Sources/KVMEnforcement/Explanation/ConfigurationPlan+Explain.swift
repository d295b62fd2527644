import ArmArchitecture

extension ConfigurationPlan {
  /// Explains bits of a register, one explanation for each rule they fall under, highest bit first.
  ///
  /// Empty for a register that the kernel does not sanitise, and for a VM without EL2.
  ///
  /// - Complexity: O(*n*) in the register's rules and their conditions; for output, not for loops.
  public func explain(_ encoding: Encoding, bits: UInt64 = .max) -> [BitExplanation] {
    masks.isEmpty ? [] : StateRules(self).explain(encoding, bits: bits)
  }

  /// Explains a field of a register by name; empty when the kernel knows no field of that name.
  ///
  /// - Complexity: as ``explain(_:bits:)``.
  public func explain(_ encoding: Encoding, field name: some StringProtocol) -> [BitExplanation] {
    masks.isEmpty ? [] : StateRules(self).explain(encoding, field: name)
  }
}
