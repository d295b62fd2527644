import KVMEnforcement

/// The question for the largest VM configuration that every host of a pool accepts.
public struct BaselineRequest: Sendable {
  /// The pool.
  public var hosts: [HostView]
  /// What the VM's vCPUs are initialised with.
  public var features: VCPUFeatures
  /// The VM's interrupt controller.
  public var gic: GICModel
  /// True when the VM has memory tagging.
  public var mte: Bool
  /// Who restores the VM's registers.
  public var client: RestoreClient
  /// True when the VMM enables KVM capability 239: writable MIDR, REVIDR and AIDR.
  public var writesImplementationIDs: Bool

  /// Asks about a pool.
  public init(
    hosts: [HostView],
    features: VCPUFeatures,
    gic: GICModel = .v3,
    mte: Bool = false,
    client: RestoreClient = .plain,
    writesImplementationIDs: Bool = false
  ) {
    self.hosts = hosts
    self.features = features
    self.gic = gic
    self.mte = mte
    self.client = client
    self.writesImplementationIDs = writesImplementationIDs
  }
}
