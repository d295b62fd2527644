extension FindingKind {
  /// Group 3: what the target implements that the VM does not advertise.
  static let hiddenFeatures = [
    exposedUnhideableHere, exposedUntrappable, exposedRegisterOnly, exposureEnds, leakBetweenVMs,
    exposureUnknown,
  ]

  static let exposedUnhideableHere = FindingKind(
    code: "exposed-unhideable-here",
    group: .hiddenFeatures,
    severities: [.refuse, .warn, .note],
    means: "The target has a feature that the VM does not advertise, and cannot make it UNDEFINED "
      + "although the architecture has a trap for it.",
    when: "The source hid the feature or lacked it, or is not known; a warning when the VM reached "
      + "it there already, a note when the VM stays. The policy strict always refuses.",
    evidence: "The VM's ID registers; kernel, CPU features and fresh vCPUs in the target's record.",
    source: "Kernel arch/arm64/kvm/emulate-nested.c, triage_sysreg_trap; Fine-Grained UNDEF acts "
      + "through FEAT_FGT, from 7.2 on also on accesses that trap for another reason.",
    remedy:
      "Choose a target that hides it (FEAT_FGT, a newer kernel), start the VM with the feature "
      + "advertised, or waive it."
  )

  static let exposedUntrappable = FindingKind(
    code: "exposed-untrappable",
    group: .hiddenFeatures,
    severities: [.refuse, .warn, .note],
    means: "The target has a feature that the VM does not advertise and that no trap can hide.",
    when: "Captured PSTATE, SPSR or FPCR uses a feature that the target lacks. Otherwise a warning "
      + "when it is new or keeps state in the vCPU, else a note. The policy strict always refuses.",
    evidence: "The VM's ID registers and captured state; the target's record.",
    source: "Arm ARM sections A2, C5.2.",
    remedy: "Start the VM with the feature advertised, or choose a target without it."
  )

  static let exposedRegisterOnly = FindingKind(
    code: "exposed-register-only",
    group: .hiddenFeatures,
    severities: [.refuse, .note],
    means: "The target has a feature that the VM does not advertise and that is a bit in a control "
      + "register.",
    when:
      "Never refuses under the policy default: KVM clears the bits of VMs with EL2, and those of "
      + "other VMs are judged as captured state. The policy strict refuses bits that work.",
    evidence: "The VM's ID registers; the target's record.",
    source: "Kernel arch/arm64/kvm/nested.c, kvm_init_nv_sysregs.",
    remedy: "Start the VM with the feature advertised, or choose a target without it."
  )

  static let exposureEnds = FindingKind(
    code: "exposure-ends",
    group: .hiddenFeatures,
    severities: [.warn],
    means:
      "The VM reaches a feature on the source that it does not advertise, and will not reach it "
      + "on the target.",
    when: "Warns: a guest that came to rely on the feature breaks.",
    evidence: "The VM's ID registers; the records of both hosts.",
    source: "A guest that probes instead of reading ID registers finds what is not hidden.",
    remedy: "Check that the guest reads ID registers, or restart it after the move."
  )

  static let leakBetweenVMs = FindingKind(
    code: "leak-between-vms",
    group: .hiddenFeatures,
    severities: [.refuse, .warn, .note],
    means: "The VM reaches registers that KVM does not switch between VMs: a covert channel.",
    when: "The source hid the feature or lacked it, or is not known; a warning when the VM reached "
      + "it there already, a note when the VM stays. The policy strict always refuses.",
    evidence: "The VM's ID registers; kernel, CPU features and fresh vCPUs in the target's record.",
    source: "Kernel arch/arm64/kvm/hyp/include/hyp/sysreg-sr.h, __sysreg_save_el1_state.",
    remedy: "Choose a target that hides it (FEAT_FGT, a newer kernel), or start the VM with the "
      + "feature advertised."
  )

  static let exposureUnknown = FindingKind(
    code: "exposure-unknown",
    group: .hiddenFeatures,
    severities: [.undecided, .warn, .note],
    means:
      "The target's record does not tell whether the VM would reach a feature that it does not "
      + "advertise.",
    when: "Undecided when the target implements the feature and cannot be said to hide it, or its "
      + "kernel is newer than every model. Warns of what KVM never offers and no record tells; a "
      + "note when both hosts have the same CPU.",
    evidence:
      "The kernel's lines \"CPU features: detected:\" and a vCPU profile without EL2 in the "
      + "target's record.",
    source: "Kernel arch/arm64/kernel/cpufeature.c, arm64_features.",
    remedy: "Capture the target again with the kernel's CPU feature lines and a plain vCPU profile."
  )
}
