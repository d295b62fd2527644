/// The program that restores a VM's registers.
///
/// Clients differ in the order of their writes, in which registers they carry and in what they
/// tolerate. The raw values are those of the `vmm` key of a VM's definition.
///
/// - Source: QEMU `target/arm/machine.c` (`cpu_post_load`, `handle_cpreg_only_in_incoming_stream`)
///   and `target/arm/kvm.c` (`write_list_to_kvmstate`), 10.0 and 11.1; Firecracker
///   `src/vmm/src/arch/aarch64/vcpu.rs`; Cloud Hypervisor `hypervisor/src/kvm/mod.rs`.
public enum RestoreClient: String, Sendable, CaseIterable {
  /// Every captured register in the order of KVM's list.
  case plain = "kvm"
  /// As ``plain``.
  case firecracker
  /// As ``plain``.
  case cloudHypervisor = "cloud-hypervisor"
  /// Ascending ids, its own list; refuses a longer list and unknown registers but those behind its
  /// last one.
  case qemu10 = "qemu-10"
  /// Ascending ids, its own list; refuses unknown registers but five.
  case qemu11 = "qemu-11"

  /// True for clients that write their own register list (the VM's value, else a fresh one) without
  /// core and SVE registers, by ascending id.
  public var writesItsOwnList: Bool {
    switch self {
    case .plain, .firecracker, .cloudHypervisor: false
    case .qemu10, .qemu11: true
    }
  }
}
