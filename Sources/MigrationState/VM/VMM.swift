/// The program that runs a VM and restores its registers.
public enum VMM: String, Sendable, CaseIterable {
  /// A plain replay of KVM's register list.
  case kvm
  /// QEMU 10.
  case qemu10 = "qemu-10"
  /// QEMU 11.
  case qemu11 = "qemu-11"
  /// Firecracker.
  case firecracker
  /// Cloud Hypervisor.
  case cloudHypervisor = "cloud-hypervisor"
}
