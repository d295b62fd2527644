import KVMEnforcement
import MigrationState

/// One group of a verdict, prepared for a VM's class and a pair of hosts.
///
/// What can be told of the class alone is settled when the check is made; captured vCPUs are then
/// judged cheaply, in any order.
protocol GroupCheck: Sendable {
  /// Prepares the group.
  init(_ context: MoveContext)

  /// What the class alone shows, whatever the vCPUs hold.
  var findings: [Finding] { get }

  /// What one vCPU's registers show.
  func findings(_ vcpu: CheckedVCPU) -> [Finding]

  /// Every unadvertised feature that stays reachable.
  var exposures: [ExposureRecord] { get }
}

extension GroupCheck {
  var findings: [Finding] { [] }
  var exposures: [ExposureRecord] { [] }
  func findings(_ vcpu: CheckedVCPU) -> [Finding] { [] }
}
