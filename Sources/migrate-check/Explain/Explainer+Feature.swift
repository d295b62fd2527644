import ArmArchitecture
import MigrationState

extension Explainer {
  /// A feature: its condition down to ID fields, how it can be hidden, and what depends on it.
  func feature(_ feature: Feature) -> Explanation {
    var result = Explanation(.feature, feature.name)
    result.fact("Exists when", "condition", feature.predicate.description)
    result.fact("Because", "reason", feature.reason)
    if let values {
      let table = FeatureTable.standard
      let isAdvertised = table.holds(feature.predicate, in: values.vmRegisters)
      let isOffered = table.holds(feature.predicate, in: values.limits)
      result.fact(
        "VM \(values.guest.name)",
        "advertised",
        isAdvertised ? "advertises it" : "does not advertise it",
        .bool(isAdvertised)
      )
      result.fact(
        values.host.name,
        "offered",
        values.profile == nil
          ? "has no vCPU profile of the VM's features"
          : isOffered ? "offers it" : "does not offer it",
        values.profile == nil ? .null : .bool(isOffered)
      )
    }
    hiding(of: feature.name, into: &result)
    result.list(
      "Rule",
      "rule",
      headings: values.map { ["CONDITION"] + $0.headings } ?? [],
      chain(feature.predicate)
    )
    result.list(
      "Features that need it",
      "features",
      FeatureTable.standard.features(dependingOnFeature: feature.name).map {
        Explanation.Entry($0.name)
      }
    )
    result.list("Register bits that need it (kernel \(kernel))", "bits", bits(dependingOn: feature))
    return result
  }

  /// The register bits whose rules name a feature.
  private func bits(dependingOn feature: Feature) -> [Explanation.Entry] {
    ruledRegisters.flatMap { register in
      register.rules.filter { rule in
        register.conditions(of: rule).contains {
          FeatureTable.standard.depends($0, on: feature.name)
        }
      }.map { ruleEntry($0, of: register) }
    }
  }

  /// How a feature can be kept from a VM.
  private func hiding(of feature: String, into result: inout Explanation) {
    guard let row = FeatureHidings.standard.row(of: feature) else { return }
    result.fact("Hidden by", "hiding", row.means.meaning, .string(row.means.rawValue))
    result.fact("Its state", "stateKeeping", row.keeping.meaning, .string(row.keeping.rawValue))
    result.fact(
      "Kept in",
      "state",
      row.state.joined(separator: ", "),
      .array(row.state.map { .string($0) })
    )
    if row.isForHypervisors {
      result.fact("Used by", "isForHypervisors", "hypervisors only: VMs with EL2", true)
    }
  }
}

extension FeatureHiding.Means {
  /// The means in words.
  fileprivate var meaning: String {
    switch self {
    case .fineGrained: "fine-grained traps alone: on hosts without them it stays reachable"
    case .coarse: "a coarse trap control, which every host has"
    case .both: "fine-grained traps and coarse controls: partly reachable without the former"
    case .registerOnly: "nothing: bits of a control register, which no trap hides"
    case .untrappable: "nothing: instructions or behaviour that no trap catches"
    case .outside: "no need: software in a VM cannot reach it"
    }
  }
}

extension FeatureHiding.StateKeeping {
  /// The keeping in words.
  fileprivate var meaning: String {
    switch self {
    case .stateless: "there is none"
    case .always: "is switched between VMs"
    case .whenAdvertised: "is switched for VMs that advertise the feature, and no others"
    case .never: "is never switched: one VM sees what another leaves"
    }
  }
}
