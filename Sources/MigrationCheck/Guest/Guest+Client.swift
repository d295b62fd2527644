import KVMEnforcement
import MigrationState

extension Guest {
  /// Who restores the VM's registers: its VMM, else the program that wrote the snapshot, else a
  /// plain replay of KVM's list.
  var client: RestoreClient {
    if let vmm = definition?.vmm { return RestoreClient(rawValue: vmm.rawValue) ?? .plain }
    guard let format = snapshot?.source.format else { return .plain }
    if format.hasPrefix("qemu") { return .qemu11 }
    return format.hasPrefix("firecracker") ? .firecracker : .plain
  }

  /// False when nothing tells the client: a definition without `vmm`, whose snapshot is a list of
  /// registers that any program may have read.
  var isClientKnown: Bool {
    if definition?.vmm != nil { return true }
    guard let format = snapshot?.source.format else { return false }
    return definition == nil || format.hasPrefix("qemu") || format.hasPrefix("firecracker")
  }
}
