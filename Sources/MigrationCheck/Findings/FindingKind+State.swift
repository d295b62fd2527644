extension FindingKind {
  /// Group 4: the captured state under the VM's configuration.
  static let state = [stateNotChecked]

  static let stateNotChecked = FindingKind(
    code: "state-not-checked",
    group: .state,
    severities: [.undecided, .note],
    means: "No captured state was given, so none was judged.",
    when: "Undecided for a VM with EL2, whose hypervisor may keep invalid bits; else a note.",
    evidence: "The VM has no snapshot, or --config-only was given.",
    source: "KVM sanitises the registers of a VM with EL2 only.",
    remedy: "Take a snapshot of the VM and record it with vm snapshot."
  )
}
