extension FindingKind {
  /// Group 4: the captured state under the VM's configuration.
  static let state = [
    invalidResBits, effectiveStateChanges, stateOfHiddenFeature, stateNotChecked,
  ]

  static let invalidResBits = FindingKind(
    code: "invalid-res-bits",
    group: .state,
    severities: [.refuse, .undecided, .note],
    means: "Captured bits contradict what the VM's ID registers make of them: RES0 bits that are "
      + "set, or RES1 bits that are clear.",
    when: "A VM with EL2: the source's own kernel forces the bits, so no guest can hold them. A VM "
      + "without: they do nothing on the source and work on the target. A note where they do the "
      + "same on both or nothing at all. The policy strict always refuses.",
    evidence: "The snapshot and its ID registers; kernels and CPU features of both hosts.",
    source: "Kernel arch/arm64/kvm/nested.c, kvm_init_nv_sysregs and kvm_vcpu_apply_reg_masks.",
    remedy: "Make the state valid with vm sanitise, and load it before the VM moves."
  )

  static let effectiveStateChanges = FindingKind(
    code: "effective-state-changes",
    group: .state,
    severities: [.refuse, .undecided, .warn],
    means: "The source's kernel lets the guest hold the bits, and the target's forces them.",
    when: "The source's CPU does something with the bits. A warning when the change has no effect. "
      + "The policy strict always refuses.",
    evidence: "The snapshot; the masks of both kernels; CPU features of the source.",
    source: "Kernel arch/arm64/kvm/nested.c, kvm_init_nv_sysregs, 6.16 to 7.3.",
    remedy: "Move to a host with the source's kernel series, or make the state valid for the "
      + "target with vm sanitise."
  )

  static let stateOfHiddenFeature = FindingKind(
    code: "state-of-hidden-feature",
    group: .state,
    severities: [.refuse, .undecided, .note],
    means: "Captured bits use a feature that the VM does not advertise.",
    when: "The bits work on the source and do nothing on the target, or the target's kernel takes "
      + "their feature from the VM at its first run. A note where they work on both. The policy "
      + "strict always refuses.",
    evidence: "The snapshot and its ID registers; CPU features of both hosts.",
    source: "KVM masks control registers for VMs with EL2 only; Arm ARM section D24.2.",
    remedy: "Choose a target with the feature, or clear the bits with vm sanitise."
  )

  static let stateNotChecked = FindingKind(
    code: "state-not-checked",
    group: .state,
    severities: [.undecided, .note],
    means: "Captured state was not judged: there is none, or no model tells of the target's "
      + "kernel.",
    when: "Undecided for a VM with EL2, whose hypervisor may keep invalid bits; else a note.",
    evidence: "The VM has no snapshot, or --config-only was given; the target's kernel release.",
    source: "KVM sanitises the registers of a VM with EL2 only.",
    remedy: "Take a snapshot of the VM and record it with vm snapshot."
  )
}
