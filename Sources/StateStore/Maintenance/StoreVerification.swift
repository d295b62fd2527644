/// What ``StateStore/verify()`` looked at and what it found.
public struct StoreVerification: Hashable, Sendable {
  /// Canonical forms of hosts, VMs and verdicts that were decoded.
  public internal(set) var documents = 0
  /// Snapshots that were put together again.
  public internal(set) var snapshots = 0
  /// States of vCPUs whose digests were computed again.
  public internal(set) var vcpuStates = 0
  /// Sets of ID registers whose digests were computed again.
  public internal(set) var idSets = 0
  /// What is wrong; empty when the store is sound.
  public internal(set) var faults: [StoreFault] = []

  /// True when nothing is wrong.
  public var isSound: Bool { faults.isEmpty }
}
