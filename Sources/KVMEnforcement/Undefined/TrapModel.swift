import ArmArchitecture
import Synchronization

/// The trap tables as one kernel and one context see them, flattened for evaluation.
struct TrapModel: Sendable {
  /// Some bits of one word of an ``EncodingSet``.
  struct Part: Equatable, Sendable {
    let word: Int
    var bits: UInt64
  }

  /// A row of the tables of traps or handlers: a condition and the encodings it is about.
  struct Row: Sendable {
    let capability: HostCapability?
    let lack: VCPULack?
    /// The place of the feature that must not be advertised; nil when nothing is asked.
    let hidden: Int?
    let parts: [Part]

    var isUnconditional: Bool { capability == nil && lack == nil && hidden == nil }
  }

  let kernel: KernelVersion
  let context: GuestContext
  /// For bit *b* of the word of group *g*, the places from 64 *g* + *b* on in ``partsOfBits``.
  private let starts: [Int]
  private let partsOfBits: [Part]
  /// The encodings behind the fine-grained traps of each group.
  private let groups: [(capability: HostCapability, encodings: EncodingSet)]
  /// What always traps, and of it what is always refused.
  private let alwaysTrapped: EncodingSet
  private let alwaysRefused: EncodingSet
  private let traps: [Row]
  private let refusals: [Row]
  private let forwards: [Row]

  /// The first series whose check of Fine-Grained UNDEF looks at every access that traps, whatever
  /// the host can do.
  ///
  /// Up to 6.18 the check needs a host with FEAT_FGT. 7.0 and 7.1 were not measured; they count as
  /// the earlier ones, which never says UNDEFINED where the guest might get through.
  static let firstToCheckEveryTrap = KernelVersion(7, 2)

  private static let cache = Mutex<[Key: TrapModel]>([:])

  private struct Key: Hashable {
    let kernel: KernelVersion
    let context: GuestContext
  }

  /// The model of a kernel's series and a context; EL0 is seen as EL1.
  static func shared(_ kernel: KernelVersion, _ context: GuestContext) -> TrapModel {
    let key = Key(kernel: kernel.series, context: context == .el0 ? .el1 : context)
    return cache.withLock { cache in
      if let model = cache[key] { return model }
      let model = TrapModel(key.kernel, key.context)
      cache[key] = model
      return model
    }
  }

  private init(_ kernel: KernelVersion, _ context: GuestContext) {
    self.kernel = kernel
    self.context = context
    var bits = [[Part]](repeating: [], count: 64 * TrapGroup.allCases.count)
    var groups = TrapGroup.allCases.map { (capability: $0.capability, encodings: EncodingSet()) }
    for register in BitRules.fineGrained.registers(on: kernel) ?? [] {
      guard let group = register.trapGroup.flatMap(TrapGroup.allCases.firstIndex(of:)) else {
        continue
      }
      for rule in register.rules {
        guard let trap = rule.trap, !trap.encodings.isEmpty else { continue }
        let parts = Self.parts(ascending: trap.encodings)
        for part in parts { groups[group].encodings.words[part.word] |= part.bits }
        for bit in rule.bits.lsb...rule.bits.msb {
          // Most bits trap the same encodings in both registers of a pair.
          bits[64 * group + bit] += parts.filter { !bits[64 * group + bit].contains($0) }
        }
      }
    }
    var starts = [0]
    var partsOfBits: [Part] = []
    for parts in bits {
      partsOfBits += parts
      starts.append(partsOfBits.count)
    }
    self.starts = starts
    self.partsOfBits = partsOfBits
    self.groups = groups
    func holds(_ condition: TrapCondition) -> Bool {
      condition.contexts.contains(context) && condition.kernels.contains(kernel)
    }
    func row(_ condition: TrapCondition, _ encodings: [Encoding]) -> Row {
      Row(
        capability: condition.capability,
        lack: condition.lack,
        hidden: condition.hiddenFeature.flatMap { FeatureTable.standard.index(of: $0) },
        parts: Self.parts(ascending: encodings)
      )
    }
    let traps = HostTraps.standard.traps.filter { holds($0.condition) }
      .map { row($0.condition, $0.encodings) }
    let handlers = TrapHandlers.standard.handlers.filter { holds($0.condition) }
    let refusals = handlers.filter { $0.forwardingControl == nil }
      .map { row($0.condition, $0.encodings) }
    forwards = handlers.filter { $0.forwardingControl != nil }
      .map { row($0.condition, $0.encodings) }
    alwaysTrapped = Self.set(traps.filter(\.isUnconditional))
    alwaysRefused = Self.set(refusals.filter(\.isUnconditional))
    self.traps = traps.filter { !$0.isUnconditional }
    self.refusals = refusals.filter { !$0.isUnconditional }
  }

  /// Encodings of the universe, given ascending, as words of a set of them.
  private static func parts(ascending encodings: [Encoding]) -> [Part] {
    var parts: [Part] = []
    let universe = EncodingUniverse.standard
    for encoding in encodings {
      guard let place = universe.place(of: encoding) else { continue }
      if let last = parts.indices.last, parts[last].word == place >> 6 {
        parts[last].bits |= 1 << UInt64(place & 63)
      } else {
        parts.append(Part(word: place >> 6, bits: 1 << UInt64(place & 63)))
      }
    }
    return parts
  }

  static func parts(_ set: EncodingSet) -> [Part] {
    set.words.enumerated().filter { $1 != 0 }.map { Part(word: $0, bits: $1) }
  }

  private static func set(_ rows: [Row]) -> EncodingSet {
    var set = EncodingSet()
    for part in rows.flatMap(\.parts) { set.words[part.word] |= part.bits }
    return set
  }
}

extension TrapModel {
  /// What a guest meets: accesses that are UNDEFINED, and accesses that go to its hypervisor.
  struct Result: Hashable, Sendable {
    var undefined: EncodingSet
    var forwarded: EncodingSet

    /// What the guest cannot reach.
    var unreachable: EncodingSet { undefined.union(forwarded) }
  }

  /// Decides every encoding.
  ///
  /// An encoding is UNDEFINED when its Fine-Grained-UNDEF bit is set and the access traps, through
  /// the programmed fine-grained trap or, where the kernel then looks, through any other; or when it
  /// traps and its handler refuses.
  ///
  /// An unknown capability counts as absent.
  ///
  /// - Complexity: O(*n*) in the set bits of the words, the conditional rows and the universe's
  ///   words.
  func evaluate(_ plan: ConfigurationPlan, on host: TrapCapabilities) -> Result {
    let checksEveryTrap =
      kernel >= Self.firstToCheckEveryTrap || host.fineGrainedTraps == true
    var missing = EncodingSet.noWords
    for (group, word) in plan.undefinedWords.enumerated() {
      var rest = word
      while rest != 0 {
        let bit = 64 * group + rest.trailingZeroBitCount
        for part in starts[bit]..<starts[bit + 1] {
          missing[partsOfBits[part].word] |= partsOfBits[part].bits
        }
        rest &= rest - 1
      }
    }
    let situation = Situation(plan: plan, host: host)
    var trapped = alwaysTrapped.words
    situation.add(traps, to: &trapped)
    var refused = alwaysRefused.words
    situation.add(refusals, to: &refused)
    var undefined = EncodingSet.noWords
    for index in undefined.indices {
      let checked = checksEveryTrap ? missing[index] & trapped[index] : 0
      undefined[index] = checked | (trapped[index] & refused[index])
    }
    for group in groups where host[group.capability] == true {
      for index in undefined.indices {
        undefined[index] |= missing[index] & group.encodings.words[index]
      }
    }
    var forwarded = EncodingSet.noWords
    if !forwards.isEmpty {
      situation.add(forwards, to: &forwarded)
      for index in forwarded.indices { forwarded[index] &= trapped[index] & ~undefined[index] }
    }
    return Result(
      undefined: EncodingSet(words: undefined),
      forwarded: EncodingSet(words: forwarded)
    )
  }
}

extension EncodingSet {
  /// The words of the empty set.
  fileprivate static var noWords: [UInt64] { Array(repeating: 0, count: wordCount) }
}

/// What conditions are compared with.
struct Situation {
  let plan: ConfigurationPlan
  let host: TrapCapabilities

  /// Joins the encodings of the rows whose condition holds.
  func add(_ rows: [TrapModel.Row], to words: inout [UInt64]) {
    for row in rows where holds(row) {
      for part in row.parts { words[part.word] |= part.bits }
    }
  }

  private func holds(_ row: TrapModel.Row) -> Bool {
    if let hidden = row.hidden, plan.finalFeatures[hidden] { return false }
    if let capability = row.capability, host[capability] != true { return false }
    if let lack = row.lack, !plan.configuration.lacks(lack) { return false }
    return true
  }
}

extension VMConfiguration {
  /// True when the vCPUs were initialised without what is named.
  func lacks(_ what: VCPULack) -> Bool {
    switch what {
    case .pointerAuthentication:
      !vcpuFeatures.contains(.ptrauthAddress) && !vcpuFeatures.contains(.ptrauthGeneric)
    case .sve: !vcpuFeatures.contains(.sve)
    case .performanceMonitors: !vcpuFeatures.contains(.pmuV3)
    case .tagging: !mte
    case .interruptController3: gic != .v3
    }
  }
}
