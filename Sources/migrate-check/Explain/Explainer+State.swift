import ArmArchitecture
import KVMEnforcement
import MigrationCheck
import MigrationState

extension Explainer {
  /// What some bits of a register are in the VM on the host, and what they do to its captured value.
  func state(of register: RuledRegister, bits: UInt64, into result: inout Explanation) {
    guard let values else { return }
    let configuration: EffectiveConfiguration
    do {
      configuration = try EffectiveConfiguration(values.guest, on: values.host)
    } catch {
      result.fact("On \(values.host.name)", "state", "not known: \(error)")
      return
    }
    let rules = configuration.rules
    if let mask = rules.mask(of: register.encoding),
      let raw = values.guest.registers[register.encoding]
    {
      let wrong = mask.invalidBits(of: raw) & bits
      let isPinned = rules.isEnforced ? "the kernel forces them" : "KVM carries them as they are"
      result.fact(
        "Captured bits that are invalid",
        "invalid",
        wrong == 0 ? "none" : "0x\(hexadecimal(wrong, digits: 16)): \(isPinned)",
        .hex(wrong)
      )
    }
    result.list(
      "In VM \(values.guest.name) on \(values.host.name)",
      "state",
      rules.explain(register.encoding, bits: bits).map {
        Explanation.Entry([$0.description], $0.json)
      }
    )
    result.list(
      "Harmless while the feature is not advertised",
      "inert",
      InertBits.standard.rows.filter {
        $0.encoding == register.encoding && $0.bits.mask & bits != 0
      }.map { row in
        let when = row.value.map { $0 ? "set" : "clear" } ?? "set or clear"
        return Explanation.Entry(
          ["bits \(row.bits)", when, row.reason],
          ["bits": .string("\(row.bits)"), "when": .string(when), "reason": .string(row.reason)]
        )
      }
    )
  }
}
