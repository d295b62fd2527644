import ArmArchitecture

extension VCPUProfile {
  /// The profile of a VM without EL2, made from a captured one that has more features.
  ///
  /// KVM builds such a vCPU by leaving out what belongs to the missing features: their registers go,
  /// their ID fields read 0, and without SVE the 32 SIMD registers are core registers again. With
  /// EL2 many fields change, so a profile with EL2 is never made, nor taken to make another.
  ///
  /// - Parameters:
  ///   - features: what the VM was initialised with.
  ///   - mte: true when the VM has MTE enabled.
  ///   - gic: the VM's interrupt controller; a profile with it is preferred.
  ///   - profiles: what was captured on the host.
  /// - Returns: a captured profile when one fits, else one made from the captured profile with the
  ///   fewest features to remove; nil when none has all of the features.
  public static func synthesised(
    _ features: VCPUFeatures,
    mte: Bool = false,
    gic: GICModel,
    from profiles: [VCPUProfile]
  ) -> VCPUProfile? {
    let el2: VCPUFeatures = [.el2, .el2E2H0]
    let candidates = profiles.filter {
      $0.mte == mte && $0.features.isSuperset(of: features)
        && $0.features.intersection(el2) == features.intersection(el2)
        && ($0.features == features || features.isDisjoint(with: el2))
        && $0.features.contains(.psci) == features.contains(.psci)
        && $0.features.contains(.el1AArch32) == features.contains(.el1AArch32)
    }
    let base = candidates.min {
      ($0.features.count, $0.gic == gic ? 0 : 1) < ($1.features.count, $1.gic == gic ? 0 : 1)
    }
    return base.map { $0.removing($0.features.subtracting(features)) }
  }

  private func removing(_ removed: VCPUFeatures) -> VCPUProfile {
    guard !removed.isEmpty else { return self }
    var cleared: [Encoding: UInt64] = [:]
    for path in removed.flatMap(\.idFields) {
      guard let field = IDRegisters.standard.field(path) else { continue }
      cleared[field.encoding, default: 0] |= field.bits.mask
    }
    if removed.contains(.sve), let zfr = RegisterNames.standard.encoding(named: "ID_AA64ZFR0_EL1") {
      cleared[zfr] = .max
    }
    var registers: [(id: RegisterID, words: [UInt64])] = []
    for (index, id) in self.registers.ids.enumerated()
    where !removed.contains(where: { $0.owns(id) }) {
      var words = Array(self.registers.words(at: index))
      if let encoding = id.encoding, let mask = cleared[encoding] { words[0] &= ~mask }
      registers.append((id, words))
    }
    if removed.contains(.sve) {
      registers += (0..<32).compactMap { number in
        RegisterID(rawValue: 0x6040_0000_0010_0054 + 4 * number).map { ($0, [0, 0]) }
      }
    }
    return VCPUProfile(
      features: features.subtracting(removed),
      gic: gic,
      mte: mte,
      registers: RegisterFile(registers) ?? self.registers,
      writableMasks: writableMasks,
      limits: limits,
      unknown: unknown
    )
  }
}

extension VCPUFeature {
  /// The ID fields that read 0 without the feature.
  ///
  /// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`__kvm_read_sanitised_id_reg`), 7.3.
  fileprivate var idFields: [String] {
    switch self {
    case .sve: ["ID_AA64PFR0_EL1.SVE"]
    case .ptrauthAddress:
      ["ID_AA64ISAR1_EL1.APA", "ID_AA64ISAR1_EL1.API", "ID_AA64ISAR2_EL1.APA3"]
    case .ptrauthGeneric:
      ["ID_AA64ISAR1_EL1.GPA", "ID_AA64ISAR1_EL1.GPI", "ID_AA64ISAR2_EL1.GPA3"]
    case .pmuV3: ["ID_AA64DFR0_EL1.PMUVer", "ID_DFR0_EL1.PerfMon"]
    case .el1AArch32, .psci, .el2, .el2E2H0: []
    }
  }

  /// True for registers that a vCPU has for this feature alone.
  fileprivate func owns(_ id: RegisterID) -> Bool {
    guard let encoding = id.encoding else { return self == .sve && id.registerClass == .sve }
    let name = encoding.name
    return switch self {
    case .sve: name == "ZCR_EL1"
    case .ptrauthAddress: name.hasPrefix("AP") && !name.hasPrefix("APGA")
    case .ptrauthGeneric: name.hasPrefix("APGA")
    case .pmuV3: name.hasPrefix("PM")
    case .el1AArch32, .psci, .el2, .el2E2H0: false
    }
  }
}
