import ArmArchitecture

/// The encodings that a probe guest executes to find out which are UNDEFINED.
public enum ProbedEncodings {
  /// What a guest at virtual EL2 leaves out, because the access can crash the host.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`access_vm_reg`), measured on 6.18, 7.2 and 7.3.
  public static let dangerousAtVirtualEL2 =
    ["SCTLR2_EL2", "SCTLR2_EL12"].compactMap { RegisterNames.standard.encoding(named: $0) }

  /// Every encoding that the trap tables speak of, ascending, but implementation-defined ones (CRn 11
  /// and 15): nobody knows what they do, and KVM refuses them in every configuration.
  public static let all = EncodingSet.universe.filter { ![11, 15].contains($0.crn) }

  /// What a guest that runs there executes, ascending.
  public static func at(_ context: GuestContext) -> [Encoding] {
    context == .virtualEL2 ? all.filter { !dangerousAtVirtualEL2.contains($0) } : all
  }
}
