import MigrationState

/// A VM that runs on this machine, as KVM shows it in debugfs.
public struct RunningVM: Hashable, Sendable {
  /// The id of the process that made the VM.
  public let process: Int
  /// The number of the VM's descriptor in that process: one process may have several VMs.
  public let descriptor: Int
  /// The VM's folder in debugfs.
  public let folder: String
  /// What the process says of the VM on its command line; nothing when that is not readable.
  public var commandLine = VMCommandLine()
  /// The file `idregs`: the VM's ID registers as text.
  public let idRegisters: [UInt8]
  /// The file `resx`: the masks that the kernel enforces; empty for a VM without EL2, nil from a
  /// kernel before 7.0.
  public let masks: [UInt8]?
  /// The file `vgic-state`: the interrupt controller as text; nil for a VM without one in the kernel.
  public let interruptController: [UInt8]?
}
