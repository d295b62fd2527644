import ArmArchitecture

/// What a host can do that decides which accesses of a guest trap; nil where nothing tells.
///
/// These are facts of the host: a VM's own FGT, HCX, RAS and EVT fields change nothing here.
public struct TrapCapabilities: Hashable, Sendable {
  /// FEAT_FGT.
  public var fineGrainedTraps: Bool?
  /// FEAT_FGT2.
  public var fineGrainedTraps2: Bool?
  /// FEAT_HCX.
  public var extendedConfiguration: Bool?
  /// FEAT_RAS.
  public var errorRecords: Bool?
  /// FEAT_EVT at its second level (TTLBIS, TTLBOS).
  public var shareabilityTraps: Bool?
  /// The GICv5 CPU interface.
  public var interruptController5: Bool?

  /// Nothing known.
  public init() {}

  /// What is taken as present when no host is given: everything, GICv5 if the VM has one.
  public init(assumedFor gic: GICModel) {
    for capability in HostCapability.allCases { self[capability] = true }
    interruptController5 = gic == .v5
  }

  /// One capability.
  public subscript(capability: HostCapability) -> Bool? {
    get {
      switch capability {
      case .fineGrainedTraps: fineGrainedTraps
      case .fineGrainedTraps2: fineGrainedTraps2
      case .extendedConfiguration: extendedConfiguration
      case .errorRecords: errorRecords
      case .shareabilityTraps: shareabilityTraps
      case .interruptController5: interruptController5
      }
    }
    set {
      switch capability {
      case .fineGrainedTraps: fineGrainedTraps = newValue
      case .fineGrainedTraps2: fineGrainedTraps2 = newValue
      case .extendedConfiguration: extendedConfiguration = newValue
      case .errorRecords: errorRecords = newValue
      case .shareabilityTraps: shareabilityTraps = newValue
      case .interruptController5: interruptController5 = newValue
      }
    }
  }

  /// The capabilities about which nothing is known.
  public var unknown: [HostCapability] { HostCapability.allCases.filter { self[$0] == nil } }

  /// True when every capability is known.
  public var isKnown: Bool { unknown.isEmpty }

  /// The same with every unknown capability taken as present or absent.
  ///
  /// More capability never makes less UNDEFINED: `absent` bounds the set from below, `present` from
  /// above.
  public func assuming(unknown isPresent: Bool) -> TrapCapabilities {
    var known = self
    for capability in unknown { known[capability] = isPresent }
    return known
  }
}
