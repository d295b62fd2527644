import ArmArchitecture
import MigrationState

extension Explainer {
  /// What traps accesses to an encoding, and what KVM does with them then.
  func traps(of encoding: Encoding, into result: inout Explanation) {
    result.list(
      "Fine-grained traps (kernel \(kernel))",
      "fineGrainedTraps",
      ruledRegisters.flatMap { register in
        register.rules.filter { $0.trap?.encodings.contains(encoding) ?? false }
          .map { fineGrained($0, of: register) }
      }
    )
    result.list(
      "Coarse controls",
      "coarseControls",
      CoarseControls.standard.controls(trapping: encoding).map { Explanation.Entry($0.name) }
    )
    result.list(
      "Traps that KVM sets",
      "hostTraps",
      HostTraps.standard.traps.filter {
        $0.encodings.contains(encoding) && $0.condition.kernels.contains(kernel)
      }.map { conditional($0.control, $0.condition) }
    )
    result.list(
      "Once trapped, UNDEFINED when",
      "handlers",
      TrapHandlers.standard.handlers.filter {
        $0.encodings.contains(encoding) && $0.condition.kernels.contains(kernel)
      }.map { conditional($0.name, $0.condition) }
    )
    result.list(
      "Belongs to",
      "features",
      FeatureHidings.standard.rows.filter { $0.furtherEncodings.contains(encoding) }
        .map { Explanation.Entry($0.feature) }
    )
  }

  private func fineGrained(_ rule: BitRule, of register: RuledRegister) -> Explanation.Entry {
    let isUndefined = rule.trap?.isUndefined ?? false
    var exists = "always exists"
    if case .when(let condition) = rule.validity {
      exists =
        isUndefined ? "UNDEFINED unless \(condition)" : "exists with \(condition), never UNDEFINED"
    }
    let subject = register.subject(of: rule)
    return Explanation.Entry(
      [subject, "bit \(rule.bits)", exists],
      [
        "trap": .string(subject), "bit": .int(rule.bits.lsb),
        "isUndefined": .bool(isUndefined), "condition": .string(exists),
      ]
    )
  }

  private func conditional(_ name: String, _ condition: TrapCondition) -> Explanation.Entry {
    Explanation.Entry(
      [name, condition.description],
      ["name": .string(name), "condition": .string(condition.description)]
    )
  }
}
