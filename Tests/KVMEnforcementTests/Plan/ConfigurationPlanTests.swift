import ArmArchitecture
import KVMEnforcement
import TestSupport
import Testing

@Suite struct ConfigurationPlanTests {
  static let kernels = [
    KernelVersion(6, 16), KernelVersion(6, 18), KernelVersion(7, 2), KernelVersion(7, 3),
  ]
  static let seeds = Array(UInt64(1)...40)

  private func encoding(_ name: String) throws -> Encoding {
    try #require(RegisterNames.standard.encoding(named: name))
  }

  // MARK: A model next to the fast one

  /// The masks of a register, rule by rule and bit by bit.
  private func naive(
    _ register: RuledRegister,
    _ values: IDRegisterValues
  ) -> (zero: UInt64, one: UInt64) {
    func holds(_ predicate: Predicate) -> Bool {
      FeatureTable.standard.holds(predicate, in: values)
    }
    if let condition = register.sanitisedOnlyWith, !holds(condition) { return (0, 0) }
    let exists = register.requirement.map(holds) ?? true
    var masks: (zero: UInt64, one: UInt64) = (0, 0)
    for bit in 0..<64 {
      guard let rule = register.rule(ofBit: bit) else { continue }
      let isOne: Bool
      switch rule.alternative {
      case .zero: isOne = false
      case .one: isOne = true
      case .oneIf(let condition): isOne = holds(condition)
      }
      switch rule.validity {
      case .free: continue
      case .reserved: break
      case .always where exists: continue
      case .when(let condition) where exists && holds(condition): continue
      case .never where exists, .when where exists: break
      default:
        masks.zero |= 1 << UInt64(bit)
        continue
      }
      if isOne { masks.one |= 1 << UInt64(bit) } else { masks.zero |= 1 << UInt64(bit) }
    }
    return masks
  }

  @Test("the compiled rules agree with the rules followed one by one", arguments: kernels)
  func model(_ kernel: KernelVersion) throws {
    let registers = try #require(BitRules.standard.registers(on: kernel))
    for seed in Self.seeds {
      let plan = try KernelModel(kernel).plan(for: .random(seed: seed))
      #expect(plan.masks.count == registers.count)
      for (register, mask) in zip(registers, plan.masks) {
        let expected = naive(register, plan.configuration.idRegisters)
        #expect(mask.encoding == register.encoding)
        #expect(mask.zero == expected.zero, "\(register.name), seed \(seed)")
        #expect(mask.one == expected.one, "\(register.name), seed \(seed)")
      }
      for group in TrapGroup.allCases {
        let rules = registers.filter { $0.trapGroup == group }.flatMap(\.rules)
        let word = rules.reduce(UInt64(0)) { word, rule in
          guard rule.trap?.isUndefined ?? false, case .when(let condition) = rule.validity,
            !FeatureTable.standard.holds(condition, in: plan.finalIDRegisters)
          else { return word }
          return word | rule.bits.mask
        }
        #expect(plan[group] == word, "\(group), seed \(seed)")
      }
      for feature in FeatureTable.standard.features {
        #expect(
          plan.features.contains(feature.name)
            == FeatureTable.standard.holds(feature.predicate, in: plan.configuration.idRegisters)
        )
      }
    }
  }

  // MARK: Properties

  @Test("masks are disjoint and sanitising twice is sanitising once", arguments: kernels)
  func idempotent(_ kernel: KernelVersion) throws {
    var generator = SeededGenerator(seed: 7)
    for seed in Self.seeds {
      for mask in try KernelModel(kernel).plan(for: .random(seed: seed)).masks {
        let value = generator.next()
        let once = mask.sanitise(value)
        #expect(mask.zero & mask.one == 0)
        #expect(mask.sanitise(once) == once)
        #expect(once & mask.zero == 0 && once & mask.one == mask.one)
        #expect(mask.invalidBits(of: value) & ~(mask.zero | mask.one) == 0)
        #expect(mask.invalidBits(of: once) == 0)
      }
    }
  }

  @Test("lowering a feature frees no bit but those that ask for an absence", arguments: kernels)
  func monotone(_ kernel: KernelVersion) throws {
    let exceptions: Set<String> = [
      // Bits that ask for the absence of EL3.
      "HCR_EL2.HCD", "MDCR_EL2.MTPME",
      // Bits that ask for HCR_EL2.E2H being 1: lowering E2H0 makes it so.
      "HCR_EL2.NV1", "TCR2_EL2.FNG1", "TCR2_EL2.FNG0", "TCR2_EL2.A2", "TCR2_EL2.DisCH1",
      "TCR2_EL2.DisCH0", "TCR2_EL2.AMEC1", "TCR2_EL2.D128",
      "SCTLR_EL2.TIDCP", "SCTLR_EL2.EnTP2", "SCTLR_EL2.TCSO0", "SCTLR_EL2.EPAN",
      "SCTLR_EL2.EnALS", "SCTLR_EL2.EnAS0", "SCTLR_EL2.EnASR", "SCTLR_EL2.TWEDEL",
      "SCTLR_EL2.TWEDEn", "SCTLR_EL2.ATA0", "SCTLR_EL2.TCF0", "SCTLR_EL2.BT0",
      "SCTLR_EL2.MSCEn", "SCTLR_EL2.CMOW", "SCTLR_EL2.LSMAOE", "SCTLR_EL2.nTLSMD",
      "SCTLR_EL2.UCI", "SCTLR_EL2.E0E", "SCTLR_EL2.SPAN", "SCTLR_EL2.TSCXT", "SCTLR_EL2.nTWE",
      "SCTLR_EL2.nTWI", "SCTLR_EL2.UCT", "SCTLR_EL2.DZE", "SCTLR_EL2.SED", "SCTLR_EL2.ITD",
      "SCTLR_EL2.CP15BEN", "SCTLR_EL2.SA0",
      // FEAT_LPA2 asks nothing of a granule that is not implemented.
      "VTCR_EL2.SL2", "VTCR_EL2.DS",
      // FEAT_VMID16 is one value of VMIDBits; values above it are not allocated.
      "VTCR_EL2.VS", "VTTBR_EL2.VMID",
      // NV_frac counts only while NV is 0.
      "HCR_EL2.AT", "HCR_EL2.NV2", "HCR_EL2.NV",
      // Of more than one pointer-authentication algorithm none counts.
      "HCR_EL2.API", "HCR_EL2.APK", "HCRX_EL2.PACMEn", "HFGRTR_EL2.APIBKey", "HFGRTR_EL2.APIAKey",
      "HFGRTR_EL2.APGAKey", "HFGRTR_EL2.APDBKey", "HFGRTR_EL2.APDAKey", "HFGWTR_EL2.APIBKey",
      "HFGWTR_EL2.APIAKey", "HFGWTR_EL2.APGAKey", "HFGWTR_EL2.APDBKey", "HFGWTR_EL2.APDAKey",
      "SCTLR_EL1.EnIA", "SCTLR_EL1.EnIB", "SCTLR_EL1.EnDA", "SCTLR_EL1.EnDB", "SCTLR_EL2.EnIA",
      "SCTLR_EL2.EnIB", "SCTLR_EL2.EnDA", "SCTLR_EL2.EnDB", "SCTLR2_EL1.EnPACM",
      "SCTLR2_EL1.EnPACM0", "SCTLR2_EL2.EnPACM", "SCTLR2_EL2.EnPACM0",
      // MTE_frac says "asynchronous" by being 0, between -1 and 1.
      "SCTLR_EL1.ITFSB", "SCTLR_EL2.ITFSB",
      // RAS_frac counts only while RAS is 1, CSV2_frac while CSV2 is 1, and an IMPLEMENTATION
      // DEFINED PMU is none.
      "HCR_EL2.FIEN", "HFGRTR_EL2.ERXPFGCDN_EL1", "HFGRTR_EL2.ERXPFGCTL_EL1",
      "HFGRTR_EL2.ERXPFGF_EL1", "HFGWTR_EL2.ERXPFGCDN_EL1", "HFGWTR_EL2.ERXPFGCTL_EL1",
      "HCR_EL2.EnSCXT", "HFGRTR_EL2.SCXTNUM_EL0", "HFGRTR_EL2.SCXTNUM_EL1",
      "HFGWTR_EL2.SCXTNUM_EL0", "HFGWTR_EL2.SCXTNUM_EL1", "SCTLR_EL1.TSCXT",
      "MDCR_EL2.HPMD", "MDCR_EL2.HLP", "MDCR_EL2.HCCD", "MDCR_EL2.HPMFZO",
      "HDFGRTR2_EL2.nPMUACR_EL1", "HDFGWTR2_EL2.nPMUACR_EL1", "HDFGWTR2_EL2.nPMZR_EL0",
    ]
    var generator = SeededGenerator(seed: 11)
    let model = try KernelModel(kernel)
    var freed: Set<String> = []
    for seed in Self.seeds {
      let plan = try model.plan(for: .random(seed: seed))
      let fields = FeatureTable.standard.features.flatMap {
        FeatureTable.standard.fields(of: $0.predicate)
      }
      for path in Set(fields).sorted().shuffled(using: &generator).prefix(30) {
        let field = try #require(IDRegisters.standard.field(path))
        let number = field.number(plan.configuration.idRegisters[field])
        guard field.order != .unordered, number > (field.order == .signed ? -2 : 0) else {
          continue
        }
        var lowered = plan.configuration
        let width = UInt64(field.bits.width)
        lowered.idRegisters[field] = UInt64(bitPattern: number - 1) & (UInt64.max >> (64 - width))
        for (before, after) in zip(plan.masks, try model.plan(for: lowered).masks) {
          let bits = (before.zero | before.one) & ~(after.zero | after.one)
          guard bits != 0 else { continue }
          freed.formUnion(plan.explain(before.encoding, bits: bits).map(\.subject))
        }
      }
    }
    // NVHCR_EL2 is left alone altogether without FEAT_NV3, and is HCR_EL2 with it.
    let unexpected = freed.filter { !exceptions.contains($0) && !$0.hasPrefix("NVHCR_EL2") }
    #expect(unexpected.isEmpty, "\(unexpected.sorted())")
  }

  @Test("without EL2 nothing is masked, and Fine-Grained UNDEF stays")
  func withoutEL2() throws {
    var configuration = VMConfiguration.random(seed: 3)
    let plan = try KernelModel(KernelVersion(7, 3)).plan(for: configuration)
    configuration.vcpuFeatures = []
    let plain = try KernelModel(KernelVersion(7, 3)).plan(for: configuration)
    #expect(plain.masks.isEmpty)
    #expect(TrapGroup.allCases.allSatisfy { plain[$0] == plan[$0] })
    #expect(plain.sanitise(.max, of: try encoding("HCR_EL2")) == .max)
  }

  // MARK: Kernels

  @Test(
    "what a kernel does not sanitise is not in the plan",
    arguments: [
      ("6.16.12", ["SCTLR2_EL1", "SCTLR2_EL2", "SCTLR_EL2", "ZCR_EL2", "NVHCR_EL2"], 22),
      ("6.18.15", ["SCTLR_EL2", "ZCR_EL2", "NVHCR_EL2", "ICH_HFGRTR_EL2"], 24),
      ("7.2", ["NVHCR_EL2"], 29), ("7.3.4", [], 30),
    ]
  )
  func absent(_ release: String, _ names: [String], _ count: Int) throws {
    let kernel = try #require(KernelVersion(release))
    let plan = try KernelModel(kernel).plan(for: .random(seed: 1))
    #expect(plan.masks.count == count)
    for name in names { #expect(plan.mask(of: try encoding(name)) == nil, "\(name)") }
    #expect(plan.masks.map(\.encoding) == plan.masks.map(\.encoding).sorted())
  }

  @Test("a kernel about which nothing is known is an error that names it")
  func unknownKernels() {
    let known = BitRules.kernels
    for (kernel, error) in [
      (
        KernelVersion(7, 4, 1),
        KernelModelError.newerThanModel(KernelVersion(7, 4, 1), newest: known[4])
      ),
      (KernelVersion(7, 1), .notMeasured(KernelVersion(7, 1), known: known)),
      (KernelVersion(6, 17, 3), .notMeasured(KernelVersion(6, 17, 3), known: known)),
      (KernelVersion(6, 1), .olderThanModel(KernelVersion(6, 1), oldest: known[0])),
    ] {
      #expect(throws: error) { try KernelModel(kernel) }
      #expect(error.description.contains(kernel.description))
    }
    #expect(throws: KernelModelError.noEL2(KernelVersion(6, 12))) {
      try KernelModel(KernelVersion(6, 12, 107)).plan(for: .random(seed: 1))
    }
  }

  @Test("6.12 makes UNDEFINED only what its eleven features own")
  func oldest() throws {
    let configuration = VMConfiguration(idRegisters: .init(), vcpuFeatures: [], gic: .v3)
    let plan = try KernelModel(KernelVersion(6, 12)).plan(for: configuration)
    #expect(plan[.registers] == 0xfec4_0000_0000_0000)
    #expect(plan[.instructions] == 0x4000_03fc_0fff_0000)
    #expect(plan[.activity] == 0x0003_ffff_fffe_001f)
    for group in [TrapGroup.debug, .registers2, .instructions2, .debug2, .interrupts] {
      #expect(plan[group] == 0)
    }
  }
}
