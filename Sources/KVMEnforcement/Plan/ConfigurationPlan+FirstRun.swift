import ArmArchitecture

extension ConfigurationPlan {
  /// An ID field that the kernel changes when the VM first runs.
  public struct FieldChange: Hashable, Sendable {
    /// The field, `REGISTER.FIELD`.
    public let path: String
    /// The content as given.
    public let given: UInt64
    /// The content that the guest sees.
    public let final: UInt64
    /// The features whose absence takes the field away, in the order of the rule; empty for a field
    /// that follows the interrupt controller.
    public let missing: [String]
    /// True for a field that follows the interrupt controller of the VM, whatever was given.
    public var followsInterruptController: Bool { missing.isEmpty }
  }

  /// The ID fields that the kernel changes at the first run, in the order of its rules.
  ///
  /// - Complexity: O(*n*) in the rules.
  public var changedIDFields: [FieldChange] {
    FirstRunRule.all.compactMap { rule in
      guard rule.kernels.contains(kernel), let field = IDRegisters.standard.field(rule.field),
        configuration.idRegisters[field] != finalIDRegisters[field]
      else { return nil }
      return FieldChange(
        path: rule.field,
        given: configuration.idRegisters[field],
        final: finalIDRegisters[field],
        missing: rule.needed.filter { !features.contains($0) }
      )
    }
  }

  /// The ID registers that decide whether a first run takes a feature away; with one of them unknown
  /// nobody can tell.
  public static let firstRunRegisters: [Encoding] = {
    let own = FirstRunRule.all.filter { !$0.needed.isEmpty }
    let paths =
      own.map(\.field)
      + own.flatMap { rule in
        rule.needed.flatMap { FeatureTable.standard.fields(of: .feature($0)) }
      }
    return Set(paths.compactMap { IDRegisters.standard.field($0)?.encoding }).sorted()
  }()
}

extension FirstRunRule {
  /// The features without which the field is cleared, those of a condition that asks for all.
  fileprivate var needed: [String] {
    guard case .clear(unless: .all(let conditions)) = correction else { return [] }
    return conditions.compactMap { condition in
      if case .feature(let name) = condition { name } else { nil }
    }
  }
}
