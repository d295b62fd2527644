/// Where in a VM an access is made.
public enum GuestContext: String, Sendable, CaseIterable {
  /// EL0 of a VM, whoever runs above it.
  ///
  /// What traps from EL1 traps from here; most encodings are UNDEFINED at EL0 anyway.
  case el0 = "EL0"
  /// EL1 of a VM without EL2.
  case el1 = "EL1"
  /// Virtual EL2: the guest hypervisor of a VM with EL2, which the hardware runs at EL1.
  case virtualEL2 = "vEL2"
  /// Virtual EL1: a guest of the hypervisor in a VM with EL2.
  case virtualEL1 = "vEL1"
}
