import ArmArchitecture

/// Which features a host's CPU implements, as far as its record tells.
///
/// What stands in neither set is unknown: KVM never offers it to a guest and nothing else in the
/// record speaks of it.
public struct HostFeatures: Hashable, Sendable {
  /// Features the host implements.
  public var present: FeatureSet
  /// Features the host does not implement.
  public var absent: FeatureSet

  /// Nothing known.
  public init() {
    present = FeatureSet()
    absent = FeatureSet()
  }

  /// The features of one recorded fresh vCPU.
  public struct Profile: Hashable, Sendable {
    /// What the vCPU was initialised with.
    public let vcpuFeatures: VCPUFeatures
    /// True when its VM had Memory Tagging.
    public let mte: Bool
    /// Its ID registers.
    public let idRegisters: IDRegisterValues

    /// Makes a profile.
    public init(vcpuFeatures: VCPUFeatures, mte: Bool, idRegisters: IDRegisterValues) {
      self.vcpuFeatures = vcpuFeatures
      self.mte = mte
      self.idRegisters = idRegisters
    }
  }

  /// True or false when known; nil otherwise.
  public func implements(_ feature: some StringProtocol) -> Bool? {
    if present.contains(feature) { return true }
    return absent.contains(feature) ? false : nil
  }
}

extension HostFeatures {
  /// Reads a host's features from its record.
  ///
  /// A feature is present when a fresh vCPU without EL2, a user-visible ID register or a line of the
  /// kernel shows it. It is absent when none does although fresh vCPUs would
  /// (``FeatureHiding/telling``).
  ///
  /// - Parameters:
  ///   - kernel: the host's kernel, which decides what a fresh vCPU shows.
  ///   - profiles: the recorded fresh vCPUs. Those with EL2 are passed over: KVM limits them and even
  ///     advertises FEAT_TTL of its own.
  ///   - kernelLines: what the kernel printed behind "CPU features: detected:"; nil when not
  ///     recorded.
  ///   - userRegisters: ID registers as the kernel shows them to user space; nil when not recorded.
  ///     A field that reads as zero, or as "not implemented", says nothing there: it may be hidden.
  ///   - capabilities: what is known of traps, which are features too; a host without FEAT_FGT lacks
  ///     what came later (``FeatureHiding/impliesFineGrainedTraps``).
  ///   - midr: MIDR_EL1 of the host; a known core lacks what is newer than it.
  public init(
    kernel: KernelVersion,
    profiles: [Profile],
    kernelLines: [String]?,
    userRegisters: IDRegisterValues?,
    capabilities: TrapCapabilities,
    midr: UInt64? = nil
  ) {
    self.init()
    let table = FeatureTable.standard
    let profiles = profiles.filter { !$0.vcpuFeatures.contains(.el2) }
    for profile in profiles {
      present = present.union(table.features(of: profile.idRegisters))
    }
    if let userRegisters {
      let shown = table.features(of: userRegisters)
      present = present.union(
        shown.intersection(Self.positive).removing(table.features(of: IDRegisterValues()))
      )
    }
    let lines = Set(kernelLines ?? [])
    for (line, feature) in Self.kernelLines where lines.contains(line) {
      if let place = table.index(of: feature) { present[place] = true }
    }
    for capability in HostCapability.allCases {
      guard let place = table.index(of: capability.feature), let holds = capabilities[capability]
      else { continue }
      present[place] = holds
      absent[place] = !holds
    }
    let lacking = Set(midr.flatMap(KnownCore.init(midr:))?.lacking ?? [])
    for (place, row) in FeatureHidings.standard.rows.enumerated()
    where !present[place] && !absent[place] {
      if capabilities.fineGrainedTraps == false && row.impliesFineGrainedTraps
        || lacking.contains(row.feature)
      {
        absent[place] = true
        continue
      }
      absent[place] =
        switch row.telling {
        case .anyVCPU(let kernels): !profiles.isEmpty && kernels.contains(kernel)
        case .vcpu(with: let lack): profiles.contains { !$0.lacks(lack) }
        case .nothing: false
        }
    }
  }
}

extension HostFeatures {
  /// Features that need nothing but fields to be at least something.
  private static let positive: FeatureSet = {
    var positive = FeatureSet()
    for (place, feature) in FeatureTable.standard.features.enumerated() {
      positive[place] = isPositive(feature.predicate)
    }
    return positive
  }()

  private static func isPositive(_ predicate: Predicate) -> Bool {
    switch predicate {
    case .atLeast: true
    case .feature(let name):
      FeatureTable.standard.feature(named: name).map { isPositive($0.predicate) } ?? false
    case .all(let predicates), .any(let predicates): predicates.allSatisfy(isPositive)
    case .equals, .exactlyOne, .not: false
    }
  }
}

extension HostFeatures.Profile {
  fileprivate func lacks(_ what: VCPULack) -> Bool {
    VMConfiguration(idRegisters: idRegisters, vcpuFeatures: vcpuFeatures, gic: .v3, mte: mte)
      .lacks(what)
  }
}
