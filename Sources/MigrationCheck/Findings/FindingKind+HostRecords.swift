extension FindingKind {
  /// Group 6: the records of hosts.
  static let hostRecords = [
    hostRecordStale, kernelNewerThanModel, kernelOlderThanModel, heterogeneousHost, knownDefect,
  ]

  static let hostRecordStale = FindingKind(
    code: "host-record-stale",
    group: .records,
    severities: [.undecided, .note],
    means: "A host's record is not what the host is now.",
    when: "Undecided when the host is known to run another kernel than its record says: the VM's "
      + "state was captured there under another release. A note when the record is old.",
    evidence: "kernelRelease and capturedAt of the host's record; kernelRelease of the snapshot.",
    source: "Another kernel has other limits, masks and register lists.",
    remedy: "Capture the host again and record it."
  )

  static let kernelNewerThanModel = FindingKind(
    code: "kernel-newer-than-model",
    group: .records,
    severities: [.undecided, .warn],
    means: "A host runs a kernel newer than any whose rules are known.",
    when: "Warns for groups 1 and 2, which the record tells; undecided where the kernel's masks or "
      + "traps decide: for a VM with EL2.",
    evidence: "kernelRelease of the host's record.",
    source: "The newest kernel series of the rule tables.",
    remedy: "Use a version of this tool that knows the kernel."
  )

  static let kernelOlderThanModel = FindingKind(
    code: "kernel-older-than-model",
    group: .records,
    severities: [.warn],
    means: "A host runs a kernel older than Fine-Grained UNDEF.",
    when: "Before 6.9: nothing that only a fine-grained trap hides is hidden, and it is judged so.",
    evidence: "kernelRelease of the host's record.",
    source: "Kernel series \"KVM/arm64: Add support for RES0/RES1 masks and FGU\", merged in 6.9.",
    remedy: "Upgrade the host's kernel."
  )

  static let heterogeneousHost = FindingKind(
    code: "heterogeneous-host",
    group: .records,
    severities: [.refuse, .undecided, .warn],
    means: "The target has several kinds of CPU, and not all accept the VM.",
    when: "Refuses when a kind that the VM may run on refuses; warns when the record does not tell "
      + "which kind its profiles are of.",
    evidence: "cpus and vcpuProfiles[].cpu of the target's record; cpuAffinity of the VM.",
    source: "KVM lets a vCPU run on any CPU of the host.",
    remedy: "Keep the VM on CPUs that accept it, and say so in its definition (cpuAffinity)."
  )

  static let knownDefect = FindingKind(
    code: "known-defect",
    group: .records,
    severities: [.refuse, .warn, .note],
    means: "The target's kernel has a defect that this VM can meet.",
    when:
      "Warns; refuses when the guest could crash the target and the source has not the defect; a "
      + "note when the VM stays on a host that has it already.",
    evidence: "kernelRelease of both hosts; the VM's features and ID registers.",
    source: "Measured on the kernels the finding names.",
    remedy: "Use a target kernel without the defect."
  )
}
