extension FindingKind {
  /// Group 6: the records themselves.
  static let records =
    [
      profileMissing, idRegisterUnknown, captureIncomplete, definitionDiffers, vcpusDiffer,
      sourceUnknown, modelDiffers,
    ] + hostRecords

  static let profileMissing = FindingKind(
    code: "profile-missing",
    group: .records,
    severities: [.undecided, .note],
    means: "The target's record has no profile with the VM's vCPU features.",
    when: "Undecided when none can be derived; a note when one was derived from a fuller profile.",
    evidence: "The profiles of the target's record.",
    source: "A VM without EL2 sees what a fuller profile shows, less the features it lacks.",
    remedy: "Capture the target again with this set of vCPU features."
  )

  static let idRegisterUnknown = FindingKind(
    code: "id-register-unknown",
    group: .records,
    severities: [.undecided],
    means: "The VM's value of an ID register is not known.",
    when: "Neither the snapshot nor the definition has it, nor the record of the host the VM was "
      + "created on. The target's value is never assumed.",
    evidence: "The VM's records.",
    source: "An ID register left out by the VMM keeps the limit of the host the VM was created on.",
    remedy: "Take a snapshot of the VM, or name the host it was created on in its definition."
  )

  static let definitionDiffers = FindingKind(
    code: "definition-differs",
    group: .records,
    severities: [.warn],
    means: "The VM's definition and its snapshot contradict each other.",
    when: "Warns: the snapshot is what the VM is, and it is what was judged.",
    evidence: "Both records.",
    source: "A register of a running VM cannot change; the definition is out of date.",
    remedy: "Define the VM again from its snapshot."
  )

  static let vcpusDiffer = FindingKind(
    code: "vcpus-differ",
    group: .records,
    severities: [.undecided],
    means: "The vCPUs of a snapshot contradict each other.",
    when: "Two vCPUs hold different values of an ID register that KVM keeps once for a VM.",
    evidence: "The snapshot.",
    source: "Kernel arch/arm64/include/asm/kvm_host.h, struct kvm_arch; MPIDR_EL1, CLIDR_EL1 and "
      + "CCSIDR_EL1 are each vCPU's own.",
    remedy: "Capture the VM's registers again."
  )

  static let sourceUnknown = FindingKind(
    code: "source-unknown",
    group: .records,
    severities: [.note],
    means: "The host the VM runs on is not known.",
    when: "Never refuses: what the target shows beyond the VM's configuration counts as new.",
    evidence: "Neither --from, nor the snapshot, nor a recorded placement names the source.",
    source: "A feature that was already reachable on the source is no change for the guest.",
    remedy: "Name the source with --from."
  )

  static let captureIncomplete = FindingKind(
    code: "capture-incomplete",
    group: .records,
    severities: [.undecided, .note],
    means: "A fact that decides is not in the records.",
    when: "Undecided for the counter frequency and, for a VM with SVE, the vector lengths, when a "
      + "record could hold them; a note for DCZID_EL0, and where no record's format can.",
    evidence: "The records of both hosts and of the VM.",
    source: "KVM and QEMU accept what the running guest can tell.",
    remedy: "Capture what the finding names."
  )
}
