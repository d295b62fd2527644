import ArmArchitecture
import MigrationState

extension Explainer {
  /// One field of a register that the kernel sanitises or traps through.
  func ruledField(_ register: RuledRegister, _ name: String) -> Explanation {
    var result = Explanation(.field, "\(register.name).\(name)")
    existence(of: register, into: &result)
    let rules = register.rules(ofField: name)
    result.list("Bits (kernel \(kernel))", "bits", rules.map { ruleEntry($0, of: register) })
    state(of: register, bits: rules.reduce(0) { $0 | $1.bits.mask }, into: &result)
    result.list(
      "Rule",
      "rule",
      headings: values.map { ["CONDITION"] + $0.headings } ?? [],
      rules.flatMap { register.conditions(of: $0) }.uniqued.flatMap { chain($0) }
    )
    result.list(
      "Traps",
      "traps",
      rules.flatMap { $0.trap?.encodings ?? [] }.map { Explanation.Entry($0.name) }
    )
    return result
  }

  /// The bits of a register that the kernel sanitises or traps through.
  func ruledBits(of register: RuledRegister, into result: inout Explanation) {
    existence(of: register, into: &result)
    result.list(
      "Bits (kernel \(kernel))",
      "bits",
      register.rules.map { ruleEntry($0, of: register) }
    )
    state(of: register, bits: .max, into: &result)
  }

  private func existence(of register: RuledRegister, into result: inout Explanation) {
    result.fact("Exists when", "requirement", register.requirement?.description)
    result.fact("Sanitised when", "sanitisedOnlyWith", register.sanitisedOnlyWith?.description)
    if !register.isApplied {
      result.fact("Masks", "isApplied", "computed by the kernel but not applied", false)
    }
  }

  /// One rule as a line: the bits, when they mean something, and what they are otherwise.
  func ruleEntry(_ rule: BitRule, of register: RuledRegister) -> Explanation.Entry {
    let subject = register.subject(of: rule)
    let (validity, alternative) = (rule.validity.meaning, rule.alternativeMeaning)
    return Explanation.Entry(
      [
        rule.bits.description, subject, validity,
        alternative.isEmpty ? "" : "else \(alternative)",
      ],
      [
        "bits": .string(rule.bits.description), "subject": .string(subject),
        "valid": .string(validity), "else": .string(alternative),
      ]
    )
  }
}

extension [Predicate] {
  /// Each condition once, in the order of the first.
  fileprivate var uniqued: [Predicate] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension BitRule.Validity {
  /// When the bits can be written, in words.
  fileprivate var meaning: String {
    switch self {
    case .always: "always"
    case .when(let condition): condition.description
    case .never: "never: the kernel pins it"
    case .reserved: "never: reserved"
    case .free: "always: the kernel has no rule for it"
    }
  }
}

extension BitRule {
  /// What the bits are when they are not valid; empty for bits that always are.
  fileprivate var alternativeMeaning: String {
    switch validity {
    case .always, .free: return ""
    case .when, .never, .reserved: break
    }
    return switch alternative {
    case .zero: "RES0"
    case .one: "RES1"
    case .oneIf(let condition): "RES1 if \(condition), RES0 if not"
    }
  }
}
