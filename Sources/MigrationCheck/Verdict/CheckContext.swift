import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Everything that the groups of a verdict read about a VM that a vCPU can be made for.
struct CheckContext: Sendable {
  let guest: Guest
  let target: Side
  /// False when the target's profile has another interrupt controller than the VM.
  let comparesGIC: Bool
  /// nil when the source, or its profile for the VM's features, is unknown.
  let source: Side?
  /// Who restores the VM's registers.
  let client: RestoreClient
  /// True when the VMM enables writable MIDR, REVIDR and AIDR.
  let writesImplementationIDs: Bool
}

/// A host together with the profile that stands for the VM's vCPUs there.
struct Side: Sendable {
  let profile: VCPUProfile
  let host: HostView
}
