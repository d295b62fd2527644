import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Groups 1 and 4: ID fields that the target's kernel changes when the VM first runs there, and
/// captured state that needs them.
///
/// KVM accepts the value when it is restored and shows the guest another one from the first run on.
/// A feature that goes this way has its registers UNDEFINED and no longer switched: a guest that has
/// it turned on fails.
struct FirstRunCheck: GroupCheck {
  let findings: [Finding]
  /// The controls of lost features, to be looked for in captured state.
  private let controls: [Control]

  private struct Control {
    let feature: String
    let register: RuledRegister
    let rule: BitRule
    let change: ConfigurationPlan.FieldChange
    let host: String
  }

  init(_ context: MoveContext) {
    let target = context.target.host
    let lost = Self.changes(context)
    findings = lost.map { Self.finding($0, $1, $2, on: target) }
    controls = lost.flatMap { field, change, seen in
      let features = field.features(between: seen, and: change.final)
      return change.followsInterruptController
        ? [] : features.flatMap { Self.controls(of: $0, change, target.name) }
    }
  }

  func findings(_ vcpu: CheckedVCPU) -> [Finding] {
    guard vcpu.isCaptured else { return [] }
    return controls.compactMap { control in
      guard let value = vcpu.file[control.register.encoding], !ResetPoison.isWhole(value),
        control.rule.bits.extract(value) != 0, let name = control.rule.name
      else { return nil }
      let subject = "\(control.register.name).\(name)"
      var finding = FindingKind.stateOfHiddenFeature.finding(
        .refuse,
        subject,
        "\(subject) is set: the guest uses \(control.feature), which KVM on \(control.host) takes "
          + "from it when it first runs there, with the registers that belong to it"
      )
      finding.register = control.register.name
      finding.field = name
      finding.msb = control.rule.bits.msb
      finding.lsb = control.rule.bits.lsb
      finding.feature = control.feature
      finding.bits = "0x" + hexadecimal(value & control.rule.bits.mask, digits: 16)
      finding.beyondKvm = true
      finding.remedy = "Start the VM with \(control.change.path) = 0x0"
      return finding
    }
  }

  func judgedBits(_ id: RegisterID) -> UInt64 {
    controls.filter { RegisterID($0.register.encoding) == id }
      .reduce(0) { $0 | $1.rule.bits.mask }
  }
}

extension FirstRunCheck {
  /// The fields that change under the guest, with what it sees of them now.
  private static func changes(
    _ context: MoveContext
  ) -> [(IDField, ConfigurationPlan.FieldChange, seen: UInt64)] {
    let guest = context.guest
    let target = context.target.host
    guard ConfigurationPlan.firstRunRegisters.allSatisfy({ guest.idRegisters[$0] != nil }),
      let plan = try? KernelModel.hidingAtMost(target.kernel)?.model
        .plan(for: target.configuration(of: guest))
    else { return [] }
    let changes = plan.changedIDFields
    if changes.isEmpty { return [] }
    let source = context.sourceHost.flatMap { host in
      try? KernelModel.hidingAtLeast(host.kernel)?.model.plan(for: host.configuration(of: guest))
    }
    let admission = AdmissionPlan(
      profile: context.target.profile,
      kernel: target.kernel,
      facts: target.facts
    )
    return changes.compactMap { change in
      // What KVM refuses never comes to run.
      guard let field = IDRegisters.standard.field(change.path),
        let value = guest.idRegisters[field.encoding],
        admission.decide(field.encoding, value) == .accepted(stored: value)
      else { return nil }
      // A VM shows what the source's kernel made of its fields when it first ran there.
      let seen = source?.finalIDRegisters[field] ?? change.given
      return seen == change.final ? nil : (field, change, seen)
    }
  }

  /// The bits of TCR2 that turn a feature on.
  private static func controls(
    of feature: String,
    _ change: ConfigurationPlan.FieldChange,
    _ host: String
  ) -> [Control] {
    let enforced = BitRules.kernels.last.flatMap(BitRules.standard.registers) ?? []
    return (BitRules.carried + enforced).filter { ["TCR2_EL1", "TCR2_EL2"].contains($0.name) }
      .flatMap { register in
        register.rules.compactMap { rule in
          guard rule.validity == .when(.feature(feature)) else { return nil }
          return Control(
            feature: feature,
            register: register,
            rule: rule,
            change: change,
            host: host
          )
        }
      }
  }

  private static func finding(
    _ field: IDField,
    _ change: ConfigurationPlan.FieldChange,
    _ seen: UInt64,
    on target: HostView
  ) -> Finding {
    func spell(_ content: UInt64) -> String {
      let number = "0x" + String(content, radix: 16)
      return field.valueName(content).map { "\(number) (\($0))" } ?? number
    }
    let follows = change.followsInterruptController
    let kind: FindingKind = follows ? .valueTolerated : .illegalCombination
    var finding = kind.finding(
      follows ? .note : .warn,
      field.path,
      "\(field.path): the VM has \(spell(seen)); KVM on \(target.name) accepts it and makes it "
        + "\(spell(change.final)) when the VM first runs there, "
        + (follows
          ? "after the VM's interrupt controller"
          : "because the VM does not advertise \(change.missing.joined(separator: ", "))")
    )
    finding.register = field.encoding.name
    finding.field = field.name
    finding.msb = field.bits.msb
    finding.lsb = field.bits.lsb
    finding.source = "0x" + String(seen, radix: 16)
    finding.target = "0x" + String(change.final, radix: 16)
    guard !follows else { return finding }
    finding.feature = field.features(between: seen, and: change.final).first
    finding.beyondKvm = true
    finding.remedy = "Start the VM with \(field.path) = \(spell(change.final))"
    return finding
  }
}
