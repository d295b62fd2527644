/// How much a store holds.
public struct StoreStatistics: Hashable, Sendable {
  /// The version of the schema.
  public let schemaVersion: Int
  /// Hosts with a record in force.
  public let hosts: Int
  /// Recorded versions of hosts, removed ones too.
  public let hostVersions: Int
  /// VMs with a definition in force.
  public let vms: Int
  /// Recorded definitions of VMs, removed ones too.
  public let vmVersions: Int
  /// Recorded snapshots, removed ones too.
  public let snapshots: Int
  /// vCPUs of those snapshots.
  public let vcpus: Int
  /// Different states among those vCPUs.
  public let vcpuStates: Int
  /// The registers of the different states, ID registers too.
  public let stateRegisters: Int
  /// The bytes of the different states, without the ID registers, which are rows.
  public let stateBytes: Int
  /// Different lists of registers.
  public let registerLists: Int
  /// Different sets of ID registers of hosts and VMs.
  public let idSets: Int
  /// Recorded verdicts.
  public let verdicts: Int
  /// The bytes of the canonical forms of hosts, VMs and verdicts.
  public let documentBytes: Int
  /// The size of the file in bytes, without its write-ahead log.
  public let fileBytes: Int
}
