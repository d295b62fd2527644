import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

extension Explainer {
  /// What becomes of an access by the VM on the host, in the kernel's order, and why.
  func triage(of encoding: Encoding, into result: inout Explanation) {
    guard let values else { return }
    let configuration: EffectiveConfiguration
    do throws(KernelModelError) {
      configuration = try EffectiveConfiguration(
        values.guest,
        createdOn: values.createdOn,
        on: values.host
      )
    } catch {
      result.fact("Here", "outcome", "undecided: \(error)", .string("undecided"))
      return
    }
    let triage = configuration.plan.triage(encoding, on: values.host.traps, at: values.context)
    result.fact("Here", "outcome", meaning(triage), .string(triage.outcome.code))
    result.fact("Accessed at", "context", triage.context.rawValue)
    if let bit = triage.wordBit {
      result.fact(
        "Fine-Grained UNDEF",
        "wordBit",
        "\(bit.group.rawValue) bit \(bit.bit) is \(bit.isSet ? "set" : "clear")"
          + (bit.condition.map { ": the VM \(bit.isSet ? "lacks" : "has") \($0)" } ?? ""),
        [
          "group": .string(bit.group.rawValue), "bit": .int(bit.bit), "isSet": .bool(bit.isSet),
          "condition": bit.condition.map { .string("\($0)") } ?? .null,
        ]
      )
    }
    result.list("Traps here through", "traps", triage.traps.map { Explanation.Entry($0) })
    result.list(
      "The VM's hypervisor can take it by",
      "forwardingControls",
      triage.forwardingControls.map { Explanation.Entry($0) }
    )
  }

  private func meaning(_ triage: Triage) -> String {
    switch triage.outcome {
    case .undefinedByWord: "UNDEFINED: it traps, and its Fine-Grained-UNDEF bit is set"
    case .undefinedByHandler(let name): "UNDEFINED: it traps, and KVM's handler `\(name)` refuses"
    case .forwarded(let control): "goes to the VM's own hypervisor, whose \(control) is clear"
    case .handled: "traps, and KVM answers it"
    case .memory: "reaches memory: a guest hypervisor's register, nothing traps"
    case .executes:
      triage.wordBit?.isSet ?? false
        ? "executes if the CPU has it: the VM should not have it, and nothing here traps it"
        : "executes if the CPU has it: nothing traps"
    case .undefinedHere: "UNDEFINED at this exception level, whatever KVM does"
    case .undecided(let capabilities):
      "undecided: the record does not tell whether the host has "
        + capabilities.map(\.feature).joined(separator: ", ")
    }
  }
}

extension Triage.Outcome {
  /// The outcome as programs read it.
  fileprivate var code: String {
    switch self {
    case .undefinedByWord: "undefined-by-word"
    case .undefinedByHandler: "undefined-by-handler"
    case .forwarded: "forwarded"
    case .handled: "handled"
    case .memory: "memory"
    case .executes: "executes"
    case .undefinedHere: "undefined-here"
    case .undecided: "undecided"
    }
  }
}
