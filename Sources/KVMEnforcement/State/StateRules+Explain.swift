import ArmArchitecture

extension StateRules {
  /// Explains bits of a register, one explanation for each rule they fall under, highest bit first.
  ///
  /// Empty for a register that the rules do not speak of.
  ///
  /// - Complexity: O(*n*) in the register's rules and their conditions; for output, not for loops.
  public func explain(_ encoding: Encoding, bits: UInt64 = .max) -> [BitExplanation] {
    guard let place = registers.firstIndex(where: { $0.encoding == encoding }) else { return [] }
    return registers[place].rules.filter { $0.bits.mask & bits != 0 }
      .map { explain($0, of: registers[place], under: masks[place]) }
  }

  /// Explains a field of a register by name; empty when there is no field of that name.
  ///
  /// - Complexity: as ``explain(_:bits:)``.
  public func explain(_ encoding: Encoding, field name: some StringProtocol) -> [BitExplanation] {
    let register = registers.first { $0.encoding == encoding }
    let rules = register?.rules(ofField: name) ?? []
    return rules.isEmpty ? [] : explain(encoding, bits: rules.reduce(0) { $0 | $1.bits.mask })
  }

  private func explain(
    _ rule: BitRule,
    of register: RuledRegister,
    under mask: RegisterMask
  ) -> BitExplanation {
    let cause = cause(of: rule, in: register)
    let isZero = mask.zero & rule.bits.mask != 0
    let isOne = mask.one & rule.bits.mask != 0
    let condition = cause.condition
    return BitExplanation(
      register: register.name,
      name: rule.name,
      bits: rule.bits,
      state: isZero ? .zero : isOne ? .one : .writable,
      cause: cause,
      features: condition.map(features(behind:)) ?? [],
      evidence: condition.map(evidence) ?? []
    )
  }

  private func cause(of rule: BitRule, in register: RuledRegister) -> BitExplanation.Cause {
    func holds(_ predicate: Predicate) -> Bool {
      FeatureTable.standard.holds(predicate, in: idRegisters)
    }
    var deciding: Predicate?
    if case .oneIf(let condition) = rule.alternative { deciding = condition }
    if let condition = register.sanitisedOnlyWith, !holds(condition) {
      return .notSanitised(condition)
    }
    switch rule.validity {
    case .free: return .free
    case .reserved: return rule.name == nil ? .reserved : .pinned(deciding)
    case .never, .always, .when: break
    }
    if let requirement = register.requirement, !holds(requirement) {
      return .registerMissing(requirement)
    }
    switch rule.validity {
    case .never: return .pinned(deciding)
    case .when(let condition):
      return holds(condition) ? .holds(condition) : .fails(failing(condition))
    case .always, .free, .reserved: return .always
    }
  }

  /// The part of a condition that does not hold: of several that all must hold, those that do not.
  private func failing(_ condition: Predicate) -> Predicate {
    guard case .all(let parts) = condition else { return condition }
    let failing = parts.filter { !FeatureTable.standard.holds($0, in: idRegisters) }
    return failing.count == 1 ? failing[0] : .all(failing)
  }

  /// The features a condition names, followed down.
  private func features(behind predicate: Predicate) -> [String] {
    switch predicate {
    case .atLeast, .equals: return []
    case .feature(let name):
      let inner = FeatureTable.standard.feature(named: name).map { features(behind: $0.predicate) }
      return [name] + (inner ?? [])
    case .not(let predicate): return features(behind: predicate)
    case .all(let predicates), .any(let predicates), .exactlyOne(let predicates):
      return predicates.flatMap(features(behind:)).reduce(into: []) {
        if !$0.contains($1) { $0.append($1) }
      }
    }
  }

  private func evidence(_ predicate: Predicate) -> [BitExplanation.Evidence] {
    FeatureTable.standard.fields(of: predicate).sorted().compactMap { path in
      IDRegisters.standard.field(path).map {
        BitExplanation.Evidence(path: path, content: idRegisters[$0])
      }
    }
  }
}

extension BitExplanation.Cause {
  /// The condition behind the cause; nil when none was asked.
  fileprivate var condition: Predicate? {
    switch self {
    case .reserved, .free, .always: nil
    case .pinned(let condition): condition
    case .holds(let condition), .fails(let condition), .registerMissing(let condition),
      .notSanitised(let condition):
      condition
    }
  }
}
