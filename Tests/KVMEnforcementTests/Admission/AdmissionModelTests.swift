import ArmArchitecture
import KVMEnforcement
import Testing

/// The prepared plan and the rules told one by one agree on random hosts, VMs and values.
@Suite struct AdmissionModelTests {
  private static let kernels = [
    KernelVersion(6, 12, 4), KernelVersion(6, 12, 90), KernelVersion(6, 12, 107),
    KernelVersion(6, 14, 2), KernelVersion(6, 16, 12), KernelVersion(6, 17, 1),
    KernelVersion(6, 18, 15), KernelVersion(6, 18, 16), KernelVersion(7, 0, 3),
    KernelVersion(7, 2, 11), KernelVersion(7, 3, 4), KernelVersion(8, 0, 0),
  ]

  private static let names =
    IDRegisters.standard.registers.map(\.name).filter {
      RegisterNames.standard.encoding(named: $0).map(AdmissionPlan.covers) == true
    } + ["MIDR_EL1", "REVIDR_EL1", "AIDR_EL1", "MPIDR_EL1"]

  @Test("the fast plan agrees with the naive model", arguments: 0..<24 as Range<UInt64>)
  func agree(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let naive = try Self.model(&random)
    let plan = AdmissionPlan(
      profile: naive.profile,
      kernel: naive.kernel,
      facts: naive.facts,
      writableImplementationIDs: naive.writableIDs
    )
    for name in Self.names {
      let encoding = try #require(RegisterNames.standard.encoding(named: name))
      let limit = naive.profile.limit(encoding) ?? 0
      for _ in 0..<12 {
        let value = Self.value(near: limit, encoding, &random)
        let expected = naive.decide(name, value)
        let admission = plan.admit(encoding, value)
        let context = "seed \(seed), \(naive.kernel), \(name) \(hexadecimal(value, digits: 16))"
        #expect(
          admission.outcome == expected,
          "\(context), limit \(hexadecimal(limit, digits: 16))"
        )
        #expect(plan.decide(encoding, value) == expected, "\(context)")
        let blamed = !admission.problems.isEmpty
        #expect(blamed == (expected == .refused || expected == .undecided), "\(context)")
        #expect(
          admission.problems.contains { !$0.isUndecided } == (expected == .refused),
          "\(context)"
        )
        if let stored = admission.stored {
          #expect(admission.tolerances.isEmpty == (stored == value), "\(context)")
        }
      }
    }
  }

  private static func model(_ random: inout SeededGenerator) throws -> NaiveAdmission {
    var registers: [(id: RegisterID, words: [UInt64])] = []
    var masks: [Encoding: UInt64] = [:]
    for name in names {
      let encoding = try #require(RegisterNames.standard.encoding(named: name))
      var limit: UInt64 = 0
      for field in IDRegisters.standard[encoding]?.fields ?? [] {
        let content =
          Bool.random(using: &random)
          ? field.values.randomElement(using: &random)?.value ?? 0
          : .random(in: 0...15, using: &random)
        limit = field.bits.insert(content, into: limit)
      }
      registers.append((RegisterID(encoding), [limit]))
      masks[encoding] =
        [0, .max, random.next(), random.next() | random.next()].randomElement(using: &random)
    }
    func fact() -> UInt64? { [nil, 0, 1, 2, 15].randomElement(using: &random) ?? nil }
    return NaiveAdmission(
      profile: VCPUProfile(
        features: Bool.random(using: &random) ? [.psci, .el2] : [.psci],
        gic: .v3,
        registers: try #require(RegisterFile(registers)),
        writableMasks: masks
      ),
      kernel: try #require(kernels.randomElement(using: &random)),
      facts: HostFacts(
        has32BitEL0: Int.random(in: 0..<4, using: &random) > 0,
        hasGICv5LegacyInterface: Int.random(in: 0..<4, using: &random) == 0,
        mpam: fact(),
        mpamFrac: fact(),
        nv: fact(),
        mte: Bool.random(using: &random) ? 2 : fact(),
        mteFrac: Bool.random(using: &random) ? 15 : fact()
      ),
      writableIDs: Bool.random(using: &random)
    )
  }

  /// The limit with up to two fields changed, at times a bit too.
  private static func value(
    near limit: UInt64,
    _ encoding: Encoding,
    _ random: inout SeededGenerator
  ) -> UInt64 {
    var value = limit
    let fields = IDRegisters.standard[encoding]?.fields ?? []
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      guard let field = fields.randomElement(using: &random) else { continue }
      value = field.bits.insert(.random(in: 0...15, using: &random), into: value)
    }
    if Int.random(in: 0..<6, using: &random) == 0 {
      value ^= 1 << UInt64.random(in: 0..<64, using: &random)
    }
    return value
  }
}
