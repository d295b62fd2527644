import ArmArchitecture
import KVMEnforcement

extension HostView {
  /// This host with what another record of the same CPU tells of it.
  ///
  /// Kernels before 6.12 show a vCPU the CPU's own MPAM and NV; later ones hide them, and accept them
  /// from a VM that was started where they were shown.
  ///
  /// - Parameter other: the record of another host, or of this one under another kernel.
  /// - Returns: this host unchanged unless both have one kind of CPU, the same.
  func informed(by other: HostView) -> HostView {
    guard document.cpus.count == 1, other.document.cpus.count == 1,
      document.cpus[0].midr == other.document.cpus[0].midr
    else { return self }
    func shown(_ path: String) -> UInt64? {
      guard let field = IDRegisters.standard.field(path) else { return nil }
      return other.document.vcpuProfiles.filter { !$0.vcpuFeatures.contains(.el2) }
        .compactMap { $0.registers[field.encoding].map(field.bits.extract) }.max()
        .flatMap { $0 > 0 ? $0 : nil }
    }
    var facts = facts
    facts.nv = facts.nv ?? other.facts.nv ?? shown("ID_AA64MMFR2_EL1.NV")
    if facts.mpam == nil {
      let mpam = shown("ID_AA64PFR0_EL1.MPAM")
      facts.mpam = other.facts.mpam ?? mpam
      // A kernel that shows the version shows the revision, too.
      let shownFrac = mpam.map { _ in shown("ID_AA64PFR1_EL1.MPAM_frac") ?? 0 }
      facts.mpamFrac = facts.mpamFrac ?? other.facts.mpamFrac ?? shownFrac
    }
    return with(facts)
  }
}
