extension FindingKind {
  static let modelDiffers = FindingKind(
    code: "model-differs-from-measurement",
    group: .records,
    severities: [.undecided, .warn],
    means: "A probe measured on the target something else than the rules say.",
    when: "Undecided when a probe guest like the VM executed what the rules call UNDEFINED there, "
      + "or found other masks; warns for any other difference.",
    evidence: "The target's `measured`: what guests of scratch VMs saw.",
    source: "The rules predict every kernel they were measured on; this kernel or CPU is another.",
    remedy: "Report the host's document: the rules need a change before it can be judged."
  )
}
