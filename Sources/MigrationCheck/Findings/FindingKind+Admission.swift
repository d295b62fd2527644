extension FindingKind {
  /// Group 1: the VM's ID registers against the target's limits.
  static let admission = [
    featureUnavailable, featureExposed, valueNotRestorable, valueTolerated, illegalCombination,
  ]

  static let featureUnavailable = FindingKind(
    code: "feature-unavailable",
    group: .admission,
    severities: [.refuse],
    means: "The VM advertises more than the target can offer.",
    when: "An ordered ID field of the VM is above the target's limit.",
    evidence: "The VM's ID register; the fresh vCPU's register in the target's profile.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, arm64_check_features and the set_id_* handlers.",
    remedy: "Start the VM with the field lowered to the target's value, or choose another target."
  )

  static let featureExposed = FindingKind(
    code: "feature-exposed",
    group: .admission,
    severities: [.refuse],
    means: "The target shows the guest more than the VM advertises, and cannot be lowered.",
    when:
      "An ordered ID field of the VM is below the target's limit and KVM refuses the VM's value.",
    evidence: "The VM's ID register; limit and writable mask in the target's profile.",
    source:
      "Kernel arch/arm64/kvm/sys_regs.c, arm64_check_features; a field is writable only if the "
      + "writable mask covers it and the kernel's feature table has it.",
    remedy: "Choose a target with the VM's value, or a kernel that can lower the field."
  )

  static let valueNotRestorable = FindingKind(
    code: "value-not-restorable",
    group: .admission,
    severities: [.refuse, .undecided],
    means:
      "KVM on the target refuses the VM's value of a field without order, or of reserved bits.",
    when: "The value differs from what the target accepts: exact fields, unordered fields, bits "
      + "outside every field. Undecided when the records cannot tell whether the kernel accepts it.",
    evidence: "The VM's register; limit and writable mask in the target's profile.",
    source:
      "Kernel arch/arm64/kernel/cpufeature.c, arm64_ftr_safe_value; arch/arm64/kvm/sys_regs.c.",
    remedy: "Choose a target with the same value, or start the VM with a value both accept."
  )

  static let valueTolerated = FindingKind(
    code: "value-tolerated",
    group: .admission,
    severities: [.note],
    means: "KVM on the target accepts the value and keeps another one.",
    when: "Never refuses: a field that older kernels showed by mistake (MPAM, NV), one that "
      + "follows the interrupt controller, or a way to say \"not an Arm PMU\".",
    evidence: "The VM's ID register; the target's raw values, where a record shows them.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_id_aa64pfr0_el1 and its siblings.",
    remedy: "Nothing to do; the way back to a kernel that shows the old value may be refused."
  )

  static let illegalCombination = FindingKind(
    code: "illegal-combination",
    group: .admission,
    severities: [.warn, .note],
    means: "The VM's ID registers contradict each other by the architecture's own rules.",
    when: "Warns when the VM advertises a feature without the one it builds on, or the target's "
      + "kernel takes such a feature from it at its first run; a note when the target's own fresh "
      + "values do so too.",
    evidence: "The VM's ID registers.",
    source: "Arm ARM section A2; Arm's Features.json, v9Ap6-A; kernel arch/arm64/kvm/config.c, "
      + "kvm_idregs_enforce_dependencies.",
    remedy: "Start the VM with both features or neither."
  )
}
