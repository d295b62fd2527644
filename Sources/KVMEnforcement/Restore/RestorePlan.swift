import ArmArchitecture

/// A target profile, prepared for restoring vCPUs.
///
/// The rule of each register of a fresh vCPU is settled once; ``VCPUModel`` then plays writes.
public struct RestorePlan: Sendable {
  /// The profile of the target.
  public let profile: VCPUProfile
  /// Admission of the ID registers.
  public let admission: AdmissionPlan
  /// The host's facts.
  let facts: HostFacts
  /// One per register of the profile.
  let slots: [Slot]
  /// CTR_EL0 and the counters of a fresh vCPU.
  let ctr: UInt64
  let counters: UInt64
  /// SMCCC_ARCH_WORKAROUND_2 and ID_AA64PFR1_EL1.SSBS of a fresh vCPU; the place of the latter.
  let freshSSBS: UInt64
  let ssbs: FieldPlace?
  /// The place of PMCR_EL0, whose N changes.
  let pmcrIndex: Int?
  /// The place of ID_AA64DFR0_EL1.PMUVer.
  let pmuVersion: FieldPlace?

  /// What a register does with a value.
  enum Rule: Sendable {
    /// Keeps anything.
    case keep
    /// The register at this place of the admission plan.
    case admission(Int, RestoreReason)
    /// A row of ``StoreRules``.
    case store(StoreRule.Action)
  }

  /// One register.
  struct Slot: Sendable {
    let rule: Rule
    /// The place of the register that holds the value, usually its own.
    let storage: Int
    /// When it is visible; nil for always.
    let condition: Condition?
  }

  /// Where a field of an ID register stands among the profile's registers.
  struct FieldPlace: Sendable {
    let index: Int
    let bits: BitRange
  }

  /// A row of ``VisibilityRules``.
  struct Condition: Sendable {
    let place: FieldPlace
    let least: UInt64
    let row: Int
  }

  /// Prepares restoring onto a profile.
  ///
  /// - Parameters:
  ///   - profile: the target's profile with the VM's features, GIC and MTE.
  ///   - kernel: the target's release.
  ///   - facts: what no vCPU of the target shows.
  ///   - writableImplementationIDs: true when the VMM enables capability 239 for the VM.
  /// - Complexity: O(*n* log *n*) in the registers.
  public init(
    profile: VCPUProfile,
    kernel: KernelVersion,
    facts: HostFacts,
    writableImplementationIDs: Bool = false
  ) {
    self.profile = profile
    self.facts = facts
    admission = AdmissionPlan(
      profile: profile,
      kernel: kernel,
      facts: facts,
      writableImplementationIDs: writableImplementationIDs
    )
    let registers = profile.registers
    func place(_ path: String) -> FieldPlace? {
      guard let field = IDRegisters.standard.field(path) else { return nil }
      return registers.index(of: RegisterID(field.encoding)).map {
        FieldPlace(index: $0, bits: field.bits)
      }
    }
    func fresh(_ place: FieldPlace) -> UInt64 {
      place.bits.extract(registers.words[registers.offsets[place.index]])
    }

    let rows = StoreRules.standard.rows.filter { $0.kernels.contains(kernel) }
    var conditions: [RegisterID: Condition] = [:]
    for (index, row) in VisibilityRules.standard.rows.enumerated()
    where row.kernels.contains(kernel) {
      // A kernel that lists a register although a fresh vCPU lacks the feature does not hide it.
      guard let place = place(row.field), fresh(place) >= row.least else { continue }
      conditions[row.register] = Condition(place: place, least: row.least, row: index)
    }
    let plan = admission
    slots = registers.ids.enumerated().map { index, id in
      if let encoding = id.encoding, let place = plan.index(of: encoding) {
        return Slot(
          rule: .admission(place, Self.reason(encoding)),
          storage: index,
          condition: nil
        )
      }
      let row = rows.first { $0.registers.contains(id) }
      return Slot(
        rule: row.map { .store($0.action) } ?? .keep,
        storage: row?.storage.flatMap { registers.index(of: $0) } ?? index,
        condition: conditions[id]
      )
    }

    ctr = RegisterNames.standard.encoding(named: "CTR_EL0").flatMap { registers[$0] } ?? 0
    let pmcr = RegisterNames.standard.encoding(named: "PMCR_EL0").map { RegisterID($0) }
    pmcrIndex = pmcr.flatMap { registers.index(of: $0) }
    counters = pmcr.flatMap { registers[$0]?.first }.map { $0 >> 11 & 0x1f } ?? 0
    pmuVersion = place("ID_AA64DFR0_EL1.PMUVer")
    ssbs = place("ID_AA64PFR1_EL1.SSBS")
    freshSSBS = ssbs.map { fresh($0) } ?? 0
  }

  /// What a refused ID-space register means.
  private static func reason(_ encoding: Encoding) -> RestoreReason {
    switch encoding.name {
    case "MIDR_EL1", "REVIDR_EL1", "AIDR_EL1", "MPIDR_EL1": .identity
    case "CLIDR_EL1": .cacheGeometry
    default: .idRegister
    }
  }
}
