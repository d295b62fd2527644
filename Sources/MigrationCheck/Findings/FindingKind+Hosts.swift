extension FindingKind {
  /// Group 5: what the guest sees of the host, and KVM does not compare.
  static let hosts = [
    counterFrequency, dczidDiffers, pmuCounters, pmuStateLost, pmuSlots, ipaSize, pageSizeDiffers,
    gicCapabilities, deviceStateOutside,
  ]

  static let counterFrequency = FindingKind(
    code: "counter-frequency",
    group: .environment,
    severities: [.refuse],
    means: "The target's generic timer has another frequency.",
    when: "CNTFRQ_EL0 differs: the guest reads it once and would keep the wrong time.",
    evidence: "CNTFRQ_EL0 among userIdRegisters of both hosts' records.",
    source: "Kernel arch/arm64/kernel/cpufeature.c, ftr_single32; KVM neither traps nor scales it.",
    remedy: "Choose a target with the same counter frequency; no configuration can hide it."
  )

  static let dczidDiffers = FindingKind(
    code: "dczid-differs",
    group: .environment,
    severities: [.refuse],
    means: "DC ZVA zeroes another amount of memory on the target.",
    when: "DCZID_EL0.BS or DZP differ: a guest that keeps the size corrupts memory silently.",
    evidence: "DCZID_EL0 among userIdRegisters of both hosts' records.",
    source: "Kernel arch/arm64/kernel/cpufeature.c, ftr_dczid; not virtualised.",
    remedy: "Choose a target with the same block size; no configuration can hide it."
  )

  static let pmuCounters = FindingKind(
    code: "pmu-counters",
    group: .environment,
    severities: [.refuse],
    means: "The target gives the VM another number of PMU event counters.",
    when: "PMCR_EL0.N of the VM is above the target's, or, for a VM with EL2, differs: KVM "
      + "ignores it.",
    evidence: "PMCR_EL0 of the snapshot and of the target's profile.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_pmcr; pmu-emul.c, kvm_arm_pmu_get_max_counters.",
    remedy: "Start the VM without a PMU, or set the number of counters when it is created."
  )

  static let pmuStateLost = FindingKind(
    code: "pmu-state-lost",
    group: .environment,
    severities: [.refuse, .warn, .note],
    means: "The target's kernel clears PMU counter enables while they are restored.",
    when: "Kernels before 6.15 clear on a write of PMCNTENCLR_EL0, PMINTENCLR_EL1 and "
      + "PMOVSCLR_EL0, "
      + "which follows that of the SET register. Warns, refuses under the policy strict; a note "
      + "for a "
      + "value the guest never wrote.",
    evidence: "The snapshot; the target's kernel.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_pmreg, 6.12.107 against 6.16.12.",
    remedy: "Use a target kernel of 6.16 or later, or have the VMM leave the CLR registers out."
  )

  static let pmuSlots = FindingKind(
    code: "pmu-slots",
    group: .environment,
    severities: [.warn, .note],
    means: "PMMIR_EL1 appears in the guest.",
    when: "The source's kernel does not list PMMIR_EL1 and the target's does; warns when its "
      + "SLOTS is "
      + "not 0.",
    evidence: "The snapshot; the target's profile.",
    source: "Kernel arch/arm64/kvm/sys_regs.c, set_pmmir, since 7.3.",
    remedy: "Have the VMM write PMMIR_EL1 = 0."
  )

  static let ipaSize = FindingKind(
    code: "ipa-size",
    group: .environment,
    severities: [.refuse, .note],
    means: "The target cannot give the VM as large a physical address space.",
    when: "ipaSize of the VM is above KVM_CAP_ARM_VM_IPA_SIZE of the target. A note when the VM's "
      + "size "
      + "is unknown and the target has less than the source.",
    evidence: "ipaSize of the VM's definition; KVM capability 165 of the hosts.",
    source: "Kernel arch/arm64/kvm/mmu.c, kvm_init_stage2_mmu.",
    remedy: "Create the VM with the smallest size of the pool, and record it as ipaSize."
  )

  static let pageSizeDiffers = FindingKind(
    code: "page-size-differs",
    group: .environment,
    severities: [.note],
    means: "The kernels of the two hosts have different page sizes.",
    when: "Never refuses: it changes the granularity of dirty logging, and of stage 2 where group "
      + "1 "
      + "compares ID_AA64MMFR0_EL1.TGRAN4_2, TGRAN16_2 and TGRAN64_2.",
    evidence: "pageSize of both hosts' records.",
    source: "Kernel arch/arm64/kvm/nested.c, limit_nv_id_reg.",
    remedy: "Nothing to do, unless the VMM asks for equal page sizes."
  )

  static let gicCapabilities = FindingKind(
    code: "gic-capabilities",
    group: .environment,
    severities: [.refuse],
    means: "The guest's hypervisor sees another virtual CPU interface on the target.",
    when: "ICH_VTR_EL2 differs where a VM with EL2 can read it: list registers, priority bits, "
      + "TDS.",
    evidence: "hostRegisters.ICH_VTR_EL2 of both hosts' records.",
    source: "Kernel arch/arm64/kvm/vgic/vgic.h, kvm_get_guest_vtr_el2.",
    remedy: "Choose a target with the same GIC; no configuration can hide it."
  )

  static let deviceStateOutside = FindingKind(
    code: "device-state-outside",
    group: .environment,
    severities: [.note],
    means: "The state of the interrupt controller and of other devices is not judged.",
    when: "Every verdict: the records have no place for vGIC and ITS state.",
    evidence: "None.",
    source: "Kernel arch/arm64/kvm/vgic: GICD_IIDR, GICD_TYPER2, SPIs, ICC_CTLR_EL1, ITS tables.",
    remedy: "Create the vGIC on the target as on the source; the VMM restores and checks its state."
  )
}
