import ArmArchitecture
import Synchronization

/// For each feature, what a VM could reach of it, as one kernel sees the tables.
struct ExposureModel: Sendable {
  /// A feature that a trap can hide.
  struct Row: Sendable {
    let place: Int
    /// Its encodings by context: of the VM's own kernel, and of a guest of the VM.
    let parts: [[TrapModel.Part]]
    /// The instructions that trap with an exception class of their own.
    let instructions: [Instruction]

    /// True when some encoding is not in the sets, by context, or some instruction is not hidden.
    func isOpen(beyond closed: [EncodingSet], unless isHidden: (HostCapability) -> Bool) -> Bool {
      for (parts, closed) in zip(parts, closed) {
        for part in parts where part.bits & ~closed.words[part.word] != 0 { return true }
      }
      return instructions.contains { $0.isOpen(unless: isHidden) }
    }
  }

  /// An instruction that a fine-grained trap catches with an exception class of its own.
  struct Instruction: Sendable {
    /// The name of the trap bit.
    let name: String
    /// What the host needs to trap it.
    let capability: HostCapability
    /// True when the kernel asks for the trap while the VM lacks the feature.
    let isUndefined: Bool

    /// True unless the host has the trap and the kernel uses it.
    func isOpen(unless isHidden: (HostCapability) -> Bool) -> Bool {
      !(isUndefined && isHidden(capability))
    }
  }

  /// What belongs to one feature.
  private struct Property {
    /// In any order; one may stand several times.
    var encodings: [Encoding] = []
    var instructions: [Instruction] = []
  }

  /// Whether the VM has EL2, and so two contexts.
  let contexts: [GuestContext]
  let rows: [Row]
  /// The features of ``rows``.
  let trapped: FeatureSet
  /// Features that a mask of the kernel depends on; none for a VM without EL2, which has no masks.
  let masked: FeatureSet
  /// Features that no trap hides from such a VM.
  let neverHidden: FeatureSet
  /// Features that no trap hides from a VM with SVE; without, every SVE instruction traps.
  let neverHiddenWithSVE: FeatureSet

  private static let cache = Mutex<[Key: ExposureModel]>([:])

  private struct Key: Hashable {
    let kernel: KernelVersion
    let hasEL2: Bool
  }

  /// The model of a kernel's series.
  static func shared(_ kernel: KernelVersion, hasEL2: Bool) -> ExposureModel {
    let key = Key(kernel: kernel.series, hasEL2: hasEL2)
    return cache.withLock { cache in
      if let model = cache[key] { return model }
      let model = ExposureModel(key.kernel, hasEL2: hasEL2)
      cache[key] = model
      return model
    }
  }

  private init(_ kernel: KernelVersion, hasEL2: Bool) {
    contexts = hasEL2 ? [.virtualEL2, .virtualEL1] : [.el1]
    let owned = Self.encodings(on: kernel)
    let reachable = contexts.map { context in
      let existing = EncodingSet(EncodingSet.universe.filter { $0.exists(at: context) })
      return context == .virtualEL2
        ? existing.subtracting(EncodingSet(HostTraps.standard.memoryBacked)) : existing
    }
    var rows: [Row] = []
    var neverHidden = FeatureSet()
    var neverHiddenWithSVE = FeatureSet()
    for (place, row) in FeatureHidings.standard.rows.enumerated() {
      switch row.means {
      case .outside: break
      case .registerOnly: if hasEL2 || !row.isForHypervisors { neverHidden[place] = true }
      case .untrappable:
        if row.telling == .vcpu(with: .sve) {
          neverHiddenWithSVE[place] = true
        } else {
          neverHidden[place] = true
        }
      case .fineGrained, .coarse, .both:
        let property = owned[row.feature] ?? Property()
        let all = EncodingSet(property.encodings + row.furtherEncodings)
          .subtracting(EncodingSet(row.exceptedEncodings))
        guard !all.isEmpty || !property.instructions.isEmpty else { continue }
        rows.append(
          Row(
            place: place,
            parts: reachable.map { TrapModel.parts(all.intersection($0)) },
            instructions: property.instructions
          )
        )
      }
    }
    self.rows = rows
    var trapped = FeatureSet()
    for row in rows { trapped[row.place] = true }
    self.trapped = trapped
    masked = hasEL2 ? Self.masked(on: kernel) : FeatureSet()
    self.neverHidden = neverHidden
    self.neverHiddenWithSVE = neverHiddenWithSVE
  }

  /// The features that conditions of applied masks name.
  private static func masked(on kernel: KernelVersion) -> FeatureSet {
    var masked = FeatureSet()
    for register in BitRules.standard.registers(on: kernel) ?? [] where register.isApplied {
      for rule in register.rules {
        guard case .when(let condition) = rule.validity else { continue }
        for feature in condition.features {
          if let place = FeatureTable.standard.index(of: feature) { masked[place] = true }
        }
      }
    }
    return masked
  }

  /// The encodings and instructions of each feature: those of trap bits whose condition names it,
  /// and those that a handler refuses without it.
  private static func encodings(
    on kernel: KernelVersion
  ) -> [String: Property] {
    var owned: [String: Property] = [:]
    for register in BitRules.fineGrained.registers(on: kernel) ?? [] {
      for rule in register.rules {
        guard let trap = rule.trap, case .when(let condition) = rule.validity else { continue }
        for feature in condition.features {
          owned[feature, default: Property()].encodings += trap.encodings
          if trap.exceptionClass != nil, let name = rule.name, let group = register.trapGroup {
            owned[feature, default: Property()].instructions.append(
              Instruction(
                name: name,
                capability: group.capability,
                isUndefined: trap.isUndefined
              )
            )
          }
        }
      }
    }
    for handler in TrapHandlers.standard.handlers {
      guard let feature = handler.condition.hiddenFeature,
        handler.condition.kernels.contains(kernel), handler.condition.lack == nil
      else { continue }
      owned[feature, default: Property()].encodings += handler.encodings
    }
    return owned
  }
}

extension Predicate {
  /// The features that a condition names other than to exclude them.
  var features: [String] {
    switch self {
    case .feature(let name): [name]
    case .all(let predicates), .any(let predicates), .exactlyOne(let predicates):
      predicates.flatMap(\.features)
    case .atLeast, .equals, .not: []
    }
  }
}
