import ArmArchitecture

extension HostFacts {
  /// Draws the facts from what a host's record holds.
  ///
  /// - 32-bit EL0: an AArch32 ID register of a fresh vCPU is not 0 (ID_DFR0_EL1.PerfMon aside,
  ///   which a PMU sets). This also tells the systems on which only some CPUs run AArch32, where KVM
  ///   ignores the writes. Without those registers: ID_AA64PFR0_EL1.EL0 = 2 in a profile without
  ///   EL2, else the kernel line "32-bit EL0 Support".
  /// - NV: the limit where the kernel shows it (before 6.16); 2 on a host that offers nested
  ///   virtualisation (capability 240, or the kernel line) unless NV_frac tells the version.
  /// - MTE, MTE_frac: the limits of a profile with MTE.
  /// - The probe (values a scratch VM accepted, by `REG.FIELD`) wins for MPAM, MPAM_frac and NV.
  ///
  /// - Parameters:
  ///   - profiles: what the host makes of various vCPU features.
  ///   - kernel: the host's release.
  ///   - featureLines: the kernel's "CPU features: detected:" lines; nil when not captured.
  ///   - capabilities: KVM capability numbers and their values.
  ///   - acceptedProbe: values that a scratch VM accepted, by `REG.FIELD`.
  /// - Complexity: O(*n*) in the profiles.
  public init(
    profiles: [VCPUProfile],
    kernel: KernelVersion,
    featureLines: [String]?,
    capabilities: [Int: Int],
    acceptedProbe: [String: [UInt64]] = [:]
  ) {
    let plain = profiles.filter { !$0.features.contains(.el2) }
    func limits(_ path: String, _ profiles: [VCPUProfile]) -> [UInt64] {
      guard let field = IDRegisters.standard.field(path) else { return [] }
      return profiles.compactMap { $0.limit(field.encoding).map(field.bits.extract) }
    }
    func has(_ line: String) -> Bool { featureLines?.contains { $0.hasPrefix(line) } ?? false }

    let aarch32 = profiles.flatMap { profile in
      Self.aarch32Registers.compactMap { register, mask in
        profile.registers[register].map { $0 & mask }
      }
    }
    let el0 = limits("ID_AA64PFR0_EL1.EL0", plain)
    let has32BitEL0 =
      if aarch32.isEmpty {
        el0.isEmpty ? has("32-bit EL0 Support") : el0.contains(2)
      } else {
        aarch32.contains { $0 != 0 }
      }
    self.init(has32BitEL0: has32BitEL0, hasGICv5LegacyInterface: has("GICv5 Legacy"))

    let nvLimit = limits("ID_AA64MMFR2_EL1.NV", plain).max()
    if let nvLimit, nvLimit > 0 || kernel.measured.series <= KernelVersion(6, 12) {
      nv = nvLimit
    } else if capabilities[240, default: 0] > 0 || has("Nested Virtualization Support"),
      limits("ID_AA64MMFR4_EL1.NV_frac", plain).max() == 0
    {
      nv = 2
    }
    let tagged = profiles.filter(\.mte)
    mte = limits("ID_AA64PFR1_EL1.MTE", tagged).max()
    mteFrac = limits("ID_AA64PFR1_EL1.MTE_frac", tagged).max()

    // The host's value is the one that is accepted besides 0; none accepted: it is 0.
    func probed(_ path: String) -> UInt64? { acceptedProbe[path].map { $0.max() ?? 0 } }
    mpam = probed("ID_AA64PFR0_EL1.MPAM")
    mpamFrac = probed("ID_AA64PFR1_EL1.MPAM_frac")
    nv = probed("ID_AA64MMFR2_EL1.NV") ?? nv
  }

  /// The AArch32 ID registers that KVM may ignore writes to, and which of their bits tell whether
  /// it does.
  private static let aarch32Registers: [(register: Encoding, mask: UInt64)] = {
    let perfMon = IDRegisters.standard.field("ID_DFR0_EL1.PerfMon")
    return Treatments.standard.rows.filter { $0.effect == .ignore }.map { row in
      (row.register, row.register == perfMon?.encoding ? ~(perfMon?.bits.mask ?? 0) : .max)
    }
  }()
}
