import ArmArchitecture
import KVMEnforcement
import MigrationState

extension Explainer {
  /// A field of an ID register: its values, what KVM accepts, and what depends on it.
  func idField(_ field: IDField) -> Explanation {
    var result = Explanation(.field, field.path)
    result.fact("Bits", "bits", field.bits.description)
    result.fact("Order", "order", field.order.meaning, .string(field.order.rawValue))
    result.fact("KVM accepts", "policy", field.policy.meaning)
    if let values {
      let vm = values.vmRegisters
      result.fact("VM \(values.guest.name)", "vm", spell(vm[field], field), number(vm[field]))
      let limit = values.limits[field]
      result.fact(values.host.name, "limit", spell(limit, field), number(limit))
      admission(of: field.encoding, values, into: &result)
    }
    result.list(
      "Values",
      "values",
      field.values.map { value in
        Explanation.Entry(
          [
            "0x" + String(value.value, radix: 16), value.name ?? "-",
            value.features.joined(separator: " "),
          ],
          [
            "value": number(value.value), "name": value.name.map { .string($0) } ?? .null,
            "features": .array(value.features.map { .string($0) }),
          ]
        )
      }
    )
    result.list(
      "Special treatment by KVM",
      "treatments",
      headings: ["VALUE", "EFFECT", "KERNELS", "ONLY WITH", "WHY"],
      field.treatments.map { row in
        let cells = [row.contents, row.effect, row.kernels, row.conditions, row.reason]
        let keys = ["value", "effect", "kernels", "conditions", "reason"]
        return Explanation.Entry(
          cells,
          .object(zip(keys, cells).map { .init($0, .string($1)) })
        )
      }
    )
    let features = FeatureTable.standard.features(dependingOn: field.path)
    result.list(
      "Features that depend on it",
      "features",
      features.map {
        Explanation.Entry(
          [$0.name, $0.predicate.description],
          ["name": .string($0.name), "condition": .string($0.predicate.description)]
        )
      }
    )
    let bits = ruledRegisters.flatMap { register in
      register.rules.filter { rule in
        register.conditions(of: rule).contains {
          FeatureTable.standard.fields(of: $0).contains(field.path)
        }
      }.map { ruleEntry($0, of: register) }
    }
    result.list("Register bits that depend on it (kernel \(kernel))", "registerBits", bits)
    return result
  }

  /// What KVM on the host makes of the VM's value of an ID register.
  func admission(
    of encoding: Encoding,
    _ values: ExplainValues,
    into result: inout Explanation
  ) {
    guard let profile = values.profile, values.vmRegisters.isKnown(encoding) else { return }
    let plan = AdmissionPlan(
      profile: profile,
      kernel: values.host.kernel,
      facts: values.host.facts,
      writableImplementationIDs: values.guest.definition?.writableImplementationIds ?? false
    )
    let answer =
      switch plan.decide(encoding, values.vmRegisters[encoding]) {
      case .accepted(let stored) where stored == values.vmRegisters[encoding]: "accepted"
      case .accepted(let stored): "accepted, kept as 0x" + hexadecimal(stored, digits: 16)
      case .refused: "refused"
      case .undecided: "undecided"
      case .missing: "the register does not exist there"
      }
    result.fact("\(encoding.name) there", "admission", answer)
  }

  private func number(_ content: UInt64) -> JSONOutput {
    .string("0x" + String(content, radix: 16))
  }
}

extension FieldOrder {
  /// The order in words.
  var meaning: String {
    switch self {
    case .unsigned: "unsigned: a larger number means more"
    case .signed: "signed: a larger two's-complement number means more"
    case .unordered: "unordered: values are equal or differ"
    }
  }
}

extension SafeValuePolicy {
  /// The policy in words.
  var meaning: String {
    switch self {
    case .absent: "the host's value only: the kernel's feature table does not have the field"
    case .lower(signed: false): "the host's value or a lower one"
    case .lower(signed: true): "the host's value or a lower one, as signed numbers"
    case .higher: "the host's value or a higher one"
    case .higherOrZero: "0, the host's value or a higher one"
    case .exact(let safe): "the host's value or 0x" + String(safe, radix: 16)
    }
  }
}
