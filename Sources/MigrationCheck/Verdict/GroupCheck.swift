import ArmArchitecture
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

  /// The bits of a register on which ``findings(_:)`` can depend; for a register wider than 64 bits
  /// any bit stands for all of it.
  ///
  /// Two vCPUs with the same list of registers and the same judged bits get findings of the same
  /// kinds. A register that was never written is always judged as a whole.
  func judgedBits(_ id: RegisterID) -> UInt64

  /// The bits of a register that ``findings(_:)`` wants as they must be; with one that is not, it can
  /// depend on the whole register.
  func forcedBits(_ id: RegisterID) -> ForcedBits
}

extension GroupCheck {
  var findings: [Finding] { [] }
  var exposures: [ExposureRecord] { [] }
  func findings(_ vcpu: CheckedVCPU) -> [Finding] { [] }
  func forcedBits(_ id: RegisterID) -> ForcedBits { ForcedBits() }
}
