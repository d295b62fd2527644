extension RuledRegister {
  /// Every condition that decides about bits of a rule: the register's own, the bits' and, when
  /// that is conditional, their alternative's.
  public func conditions(of rule: BitRule) -> [Predicate] {
    var conditions = [requirement, sanitisedOnlyWith].compactMap { $0 }
    if case .when(let condition) = rule.validity { conditions.append(condition) }
    if case .oneIf(let condition) = rule.alternative { conditions.append(condition) }
    return conditions
  }

  /// `REGISTER.FIELD`, or `REGISTER[63:60]` for bits without a name.
  public func subject(of rule: BitRule) -> String {
    rule.name.map { "\(name).\($0)" } ?? "\(name)[\(rule.bits)]"
  }
}
