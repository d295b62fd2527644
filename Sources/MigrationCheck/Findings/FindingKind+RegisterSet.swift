extension FindingKind {
  /// Group 2: the captured registers against the target's register list.
  static let registerSet = [
    registerMissing, invariantDiffers, vcpuFeatureUnavailable, clientRefuses, clientUnknown,
  ]

  static let registerMissing = FindingKind(
    code: "register-missing",
    group: .registerSet,
    severities: [.refuse, .note],
    means: "A captured register does not exist on the target.",
    when: "KVM on the target answers ENOENT for the register, under the same vCPU features and the "
      + "VM's own ID registers. A note where the client is known to leave it out.",
    evidence: "The snapshot (or the source's profile); the target's profile.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, the register tables and their visibility handlers.",
    remedy: "Use a target kernel that knows the register, or a VM without what needs it."
  )

  static let invariantDiffers = FindingKind(
    code: "invariant-differs",
    group: .registerSet,
    severities: [.refuse, .warn],
    means: "A register that identifies the CPU differs, and the target cannot show the VM's value.",
    when: "MIDR_EL1, REVIDR_EL1 or AIDR_EL1 differ and the VMM does not enable writable "
      + "implementation registers. Warns when it does: the guest runs on a CPU it does not know.",
    evidence: "The snapshot; the target's fresh vCPU; writableImplementationIds of the VM.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_imp_id_reg; KVM capability 239, since 6.15.",
    remedy: "Move to the same CPU, or enable KVM_CAP_ARM_WRITABLE_IMP_ID_REGS in the VMM and tell "
      + "the guest its target implementations."
  )

  static let vcpuFeatureUnavailable = FindingKind(
    code: "vcpu-feature-unavailable",
    group: .registerSet,
    severities: [.refuse],
    means: "The target cannot create a vCPU with the VM's features.",
    when: "KVM_ARM_VCPU_INIT fails there.",
    evidence: "The target's profile with an error, or a KVM capability that its record lacks.",
    source: "Kernel arch/arm64/kvm/arm.c, kvm_vcpu_init_check_features, and reset.c.",
    remedy: "Start the VM without the feature, or choose another target."
  )

  static let clientRefuses = FindingKind(
    code: "client-refuses",
    group: .registerSet,
    severities: [.refuse],
    means: "The VMM on the target gives up although KVM alone would not.",
    when:
      "QEMU writes its whole own register list: a register of a fresh vCPU that the VM's own ID "
      + "registers hide cannot be written.",
    evidence: "vmm of the VM, or the snapshot's format; the target's profile.",
    source: "QEMU target/arm/kvm.c, write_list_to_kvmstate, 10.0 and 11.1.",
    remedy: "Move to a host of the same CPU generation, or use a VMM that skips such registers."
  )

  static let clientUnknown = FindingKind(
    code: "client-unknown",
    group: .registerSet,
    severities: [.undecided],
    means: "Whether the restore succeeds depends on the VMM, which is not known.",
    when:
      "A plain replay and QEMU fare differently, and the VM's definition has no vmm; or QEMU 10 "
      + "and QEMU 11 do, and the stream does not tell which of them wrote it.",
    evidence: "vmm of the VM's definition; the snapshot's format.",
    source: "QEMU target/arm/kvm.c and machine.c, 11.1; Firecracker and Cloud Hypervisor replay "
      + "KVM's "
      + "list.",
    remedy: "Say in the VM's definition which VMM runs it (vmm)."
  )
}
