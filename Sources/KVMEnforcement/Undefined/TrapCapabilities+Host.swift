import ArmArchitecture

extension TrapCapabilities {
  /// Reads the capabilities from what a record of a host holds.
  ///
  /// - Parameters:
  ///   - kernelLines: what the kernel printed behind "CPU features: detected:", one feature a line;
  ///     compared exactly ("Fine Grained Traps" is also the beginning of FEAT_FGT2's line). Nil
  ///     when the record has none. A record that has lines decides FGT, FGT2, HCX, RAS and GICv5 by
  ///     them alone.
  ///   - plain: the ID registers of a fresh vCPU without any feature; nil when not recorded. The only
  ///     source for the level of FEAT_EVT.
  ///   - others: the ID registers of further fresh vCPUs: enough to tell FEAT_FGT, FEAT_HCX and
  ///     FEAT_RAS, which no vCPU feature hides completely.
  ///   - midr: MIDR_EL1 of the host; a core known to be older than the extensions lacks them.
  ///
  /// - Source: kernel `arch/arm64/kernel/cpufeature.c` (`arm64_features`), 7.3; rule measured on the
  ///   records of 34 hosts.
  public init(
    kernelLines: [String]?,
    plain: IDRegisterValues?,
    others: [IDRegisterValues] = [],
    midr: UInt64? = nil
  ) {
    self.init()
    let profiles = [plain].compactMap { $0 } + others
    let features = profiles.map { FeatureTable.standard.features(of: $0) }
    func shown(_ capability: HostCapability) -> Bool? {
      if features.contains(where: { $0.contains(capability.feature) }) { return true }
      let isTold =
        switch capability {
        case .fineGrainedTraps, .fineGrainedTraps2: profiles.contains(where: capability.isTold)
        default: plain.map(capability.isTold) ?? false
        }
      return isTold ? false : nil
    }
    let core = midr.flatMap(KnownCore.init(midr:))
    for capability in HostCapability.allCases {
      let fromRecord =
        capability == .shareabilityTraps
        ? nil : kernelLines?.contains(capability.kernelLine) ?? shown(capability)
      self[capability] = fromRecord ?? core?.capabilities[capability]
    }
    if let level = shown(.shareabilityTraps) {
      shareabilityTraps = level
    } else if let kernelLines,
      !kernelLines.contains(HostCapability.shareabilityTraps.kernelLine)
    {
      shareabilityTraps = false
    }
  }
}

extension HostCapability {
  /// The line with which the kernel reports the capability; for the TLB traps the one that says
  /// only that FEAT_EVT is there.
  ///
  /// - Source: kernel `arch/arm64/kernel/cpufeature.c` (`arm64_features`), 7.3.
  var kernelLine: String {
    switch self {
    case .fineGrainedTraps: "Fine Grained Traps"
    case .fineGrainedTraps2: "Fine Grained Traps 2"
    case .extendedConfiguration: "HCRX_EL2 register"
    case .errorRecords: "RAS Extension Support"
    case .shareabilityTraps: "Enhanced Virtualization Traps"
    case .interruptController5: "GICv5 CPU interface"
    }
  }

  /// True when the registers that show the capability are known.
  func isTold(by values: IDRegisterValues) -> Bool {
    let table = FeatureTable.standard
    guard let predicate = table.feature(named: feature)?.predicate else { return false }
    return table.fields(of: predicate).allSatisfy { path in
      IDRegisters.standard.field(path).map { values.isKnown($0.encoding) } ?? false
    }
  }

  /// The feature behind the capability.
  public var feature: String {
    switch self {
    case .fineGrainedTraps: "FEAT_FGT"
    case .fineGrainedTraps2: "FEAT_FGT2"
    case .extendedConfiguration: "FEAT_HCX"
    case .errorRecords: "FEAT_RAS"
    case .shareabilityTraps: "FEAT_EVT_TTLBxS"
    case .interruptController5: "FEAT_GCIE"
    }
  }
}
