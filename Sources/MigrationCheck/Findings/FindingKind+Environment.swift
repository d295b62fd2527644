extension FindingKind {
  /// Group 5: everything else that must match.
  static let environment =
    [
      sveVectorLengths, firmwareVersion, firmwareDowngrade, firmwareFeatureMissing, cacheGeometry,
      firmwareUpgrade,
    ] + hosts

  static let sveVectorLengths = FindingKind(
    code: "sve-vector-lengths",
    group: .environment,
    severities: [.refuse],
    means: "The target's SVE vector lengths are not the VM's.",
    when: "The sets differ anywhere up to the VM's longest vector. QEMU accepts that, and the "
      + "running "
      + "guest sees RDVL change.",
    evidence: "KVM_REG_ARM64_SVE_VLS of the snapshot, else sveVectorLengths of the VM, else of the "
      + "source's profile; of the target's profile.",
    source: "Kernel arch/arm64/kvm/guest.c, set_sve_vls.",
    remedy: "Start the VM with the lengths that both hosts have (QEMU: -cpu host,sve<N>=off)."
  )

  static let firmwareVersion = FindingKind(
    code: "firmware-version",
    group: .environment,
    severities: [.refuse],
    means: "The target's kernel does not know the VM's PSCI version.",
    when: "KVM_REG_ARM_PSCI_VERSION is above the latest the target knows.",
    evidence: "The snapshot; the target's fresh vCPU, which shows its latest version.",
    source: "Kernel arch/arm64/kvm/hypercalls.c, kvm_arm_set_fw_reg.",
    remedy: "Start the VM with an older version (QEMU: kvm-psci-version=1.1)."
  )

  static let firmwareDowngrade = FindingKind(
    code: "firmware-downgrade",
    group: .environment,
    severities: [.refuse],
    means: "The guest would lose a mitigation it relies on.",
    when: "A KVM_REG_ARM_SMCCC_ARCH_WORKAROUND level of the VM is above the target's.",
    evidence: "The snapshot; the target's fresh vCPU.",
    source: "Kernel arch/arm64/kvm/hypercalls.c, kvm_arm_set_fw_reg; get_kernel_wa_level.",
    remedy: "Enable the mitigation on the target. Restore ID registers before firmware registers "
      + "when the VM lacks SSBS."
  )

  static let firmwareFeatureMissing = FindingKind(
    code: "firmware-feature-missing",
    group: .environment,
    severities: [.refuse],
    means: "The target's kernel does not offer a hypercall service that the VM has.",
    when: "A firmware bitmap of the VM is no subset of the target's.",
    evidence: "The snapshot; the target's fresh vCPU.",
    source: "Kernel arch/arm64/kvm/hypercalls.c, kvm_arm_set_fw_reg_bmap.",
    remedy: "Have the VMM clear the bit before the VM first runs."
  )

  static let cacheGeometry = FindingKind(
    code: "cache-geometry",
    group: .environment,
    severities: [.refuse],
    means: "The VM's cache description promises what the target's caches do not do.",
    when: "CLIDR_EL1 claims that no clean to PoU is needed, or CCSIDR_EL1 has a shorter line.",
    evidence: "The snapshot; CTR_EL0 of the target's fresh vCPU.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_clidr and set_ccsidr.",
    remedy: "Have the VMM write the target's value when it creates the VM."
  )

  static let firmwareUpgrade = FindingKind(
    code: "firmware-upgrade",
    group: .environment,
    severities: [.warn, .note],
    means: "The guest sees a higher mitigation level on the target.",
    when: "A KVM_REG_ARM_SMCCC_ARCH_WORKAROUND level of the VM is below the target's: KVM stores "
      + "none. "
      + "Warns under --both-directions: the way back is refused once it was read.",
    evidence: "The snapshot; the target's fresh vCPU.",
    source: "Kernel arch/arm64/kvm/hypercalls.c, kvm_arm_get_fw_reg, kvm_arm_set_fw_reg.",
    remedy: "Keep the mitigation levels of a pool equal if VMs are to come back."
  )
}
