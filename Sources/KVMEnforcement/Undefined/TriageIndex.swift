import ArmArchitecture
import Synchronization

/// The rows of the trap tables by encoding, for one kernel series.
struct TriageIndex: Sendable {
  /// What the tables say of one encoding.
  struct Entry: Sendable {
    var bit: Bit?
    var traps: [HostTrap] = []
    var handlers: [TrapHandler] = []
    var isMemoryBacked = false
  }

  /// The fine-grained trap bits of one encoding.
  struct Bit: Sendable {
    let group: TrapGroup
    let bit: Int
    var traps: [String]
    var condition: Predicate?
  }

  private var entries: [Encoding: Entry] = [:]

  private static let cache = Mutex<[KernelVersion: TriageIndex]>([:])

  /// The index of a kernel's series.
  static func shared(_ kernel: KernelVersion) -> TriageIndex {
    cache.withLock { cache in
      if let index = cache[kernel.series] { return index }
      let index = TriageIndex(kernel.series)
      cache[kernel.series] = index
      return index
    }
  }

  /// What the tables say of an encoding; an empty entry when nothing.
  subscript(encoding: Encoding) -> Entry { entries[encoding] ?? Entry() }

  private init(_ kernel: KernelVersion) {
    for register in BitRules.fineGrained.registers(on: kernel) ?? [] {
      guard let group = register.trapGroup else { continue }
      for rule in register.rules {
        guard let trap = rule.trap else { continue }
        let name = "\(register.name).\(rule.name ?? "\(rule.bits)")"
        var condition: Predicate?
        if case .when(let predicate) = rule.validity, trap.isUndefined { condition = predicate }
        for encoding in trap.encodings {
          var bit =
            self[encoding].bit
            ?? Bit(group: group, bit: rule.bits.lsb, traps: [], condition: nil)
          bit.traps.append(name)
          bit.condition = bit.condition ?? condition
          entries[encoding, default: Entry()].bit = bit
        }
      }
    }
    for trap in HostTraps.standard.traps where trap.condition.kernels.contains(kernel) {
      for encoding in trap.encodings { entries[encoding, default: Entry()].traps.append(trap) }
    }
    for handler in TrapHandlers.standard.handlers
    where handler.condition.kernels.contains(kernel) {
      for encoding in handler.encodings {
        entries[encoding, default: Entry()].handlers.append(handler)
      }
    }
    for encoding in HostTraps.standard.memoryBacked + TrapHandlers.standard.aliases {
      entries[encoding, default: Entry()].isMemoryBacked = true
    }
  }
}

extension TriageIndex.Entry {
  /// The encoding's bit of a Fine-Grained-UNDEF word in a plan; nil when it has none.
  func wordBit(in plan: ConfigurationPlan) -> Triage.WordBit? {
    bit.map {
      Triage.WordBit(
        group: $0.group,
        bit: $0.bit,
        traps: $0.traps,
        condition: $0.condition,
        isSet: plan[$0.group] >> UInt64($0.bit) & 1 == 1
      )
    }
  }
}
