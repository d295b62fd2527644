import KVMEnforcement
import MigrationState

extension Guest {
  /// Who restores the VM's registers: its VMM, else the one whose capture it is, else a plain replay
  /// of KVM's list.
  ///
  /// A QEMU stream of unknown version is judged as QEMU 11 would; ``hasUnknownQEMU`` says so.
  var client: RestoreClient {
    let vmm =
      definition?.vmm ?? snapshot?.source.vmm
      ?? (snapshot?.source.isOfUnknownQEMU ?? false ? .qemu11 : nil)
    return vmm.flatMap { RestoreClient(rawValue: $0.rawValue) } ?? .plain
  }

  /// True when the VM is restored by a QEMU whose version no record tells.
  var hasUnknownQEMU: Bool {
    definition?.vmm == nil && snapshot?.source.isOfUnknownQEMU ?? false
  }

  /// False when nothing tells the client: a definition without `vmm`, whose snapshot is a list of
  /// registers that any program may have read.
  var isClientKnown: Bool {
    if definition?.vmm != nil { return true }
    guard let source = snapshot?.source else { return false }
    return definition == nil || source.vmm != nil || source.isOfUnknownQEMU
      || source.format.hasPrefix("firecracker")
  }
}
