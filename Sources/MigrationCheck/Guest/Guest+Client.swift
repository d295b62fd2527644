import KVMEnforcement
import MigrationState

extension Guest {
  /// Who restores the VM's registers: its VMM, else a plain replay of KVM's list.
  var client: RestoreClient {
    definition?.vmm.flatMap { RestoreClient(rawValue: $0.rawValue) } ?? .plain
  }
}
