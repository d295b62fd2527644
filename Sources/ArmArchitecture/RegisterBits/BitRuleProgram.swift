/// The bit rules of one kernel, compiled: RES0 and RES1 masks and Fine-Grained-UNDEF words from one
/// evaluation of all conditions.
///
/// Every row whose bits are pinned under the same condition in the same register is one entry, so
/// that computing all masks is one branch-free loop.
package struct BitRuleProgram: Sendable {
  /// When the truth of `step` is not `unless`, `bits` join word `word`.
  private struct Entry {
    let step: Int
    let unless: UInt8
    let word: Int
    var bits: UInt64
  }

  /// When `step` does not hold, the bits of `mask` are RES0 (`missing`) or free (`untouched`).
  private struct Absence {
    let step: Int
    let register: Int
    let mask: UInt64
  }

  /// The registers in the order of ``masks(_:)``.
  package let registers: [RuledRegister]
  /// The steps of the conditions that were given besides the registers.
  package private(set) var conditions: [Int] = []
  private var program = FeatureTable.standard.program
  /// RES0 and RES1 of each register, in turn: what is pinned in every configuration.
  private var pinned: [UInt64]
  private var pins: [Entry] = []
  private var undefined: [Entry] = []
  private var missing: [Absence] = []
  private var untouched: [Absence] = []

  /// Compiles registers, and conditions to be evaluated along with them.
  ///
  /// - Throws: ``TableError`` when a condition does not compile.
  package init(
    _ registers: [RuledRegister],
    conditions: [Predicate] = []
  ) throws(TableError) {
    self.registers = registers
    pinned = Array(repeating: 0, count: 2 * registers.count)
    for (index, register) in registers.enumerated() { try add(register, index) }
    for condition in conditions { self.conditions.append(try step(condition, "conditions")) }
    pins = Self.merged(pins)
    undefined = Self.merged(undefined)
  }

  /// Compiles registers and conditions that are part of the program.
  ///
  /// - Precondition: every condition compiles; the tests compile them through the throwing form.
  package static func builtIn(
    _ registers: [RuledRegister],
    conditions: [Predicate]
  ) -> BitRuleProgram {
    ArmArchitecture.builtIn { () throws(TableError) in
      try BitRuleProgram(registers, conditions: conditions)
    }
  }

  private mutating func add(_ register: RuledRegister, _ index: Int) throws(TableError) {
    let group = register.trapGroup.flatMap { TrapGroup.allCases.firstIndex(of: $0) }
    for rule in register.rules {
      for (condition, isOne) in rule.pins {
        let word = 2 * index + (isOne ? 1 : 0)
        if let condition {
          pins.append(try entry(condition, word, rule, register))
        } else {
          pinned[word] |= rule.bits.mask
        }
      }
      if let group, rule.trap?.isUndefined ?? false, case .when(let condition) = rule.validity {
        undefined.append(try entry(.not(condition), group, rule, register))
      }
    }
    if let requirement = register.requirement {
      let mask = register.rules.filter { $0.validity != .reserved && $0.validity != .free }
        .reduce(0) { $0 | $1.bits.mask }
      let step = try step(requirement, register.name)
      missing.append(Absence(step: step, register: index, mask: mask))
    }
    if let condition = register.sanitisedOnlyWith {
      let step = try step(condition, register.name)
      untouched.append(Absence(step: step, register: index, mask: .max))
    }
  }

  /// The bits of a rule in a word when a condition holds; a negation costs no step of its own.
  private mutating func entry(
    _ condition: Predicate,
    _ word: Int,
    _ rule: BitRule,
    _ register: RuledRegister
  ) throws(TableError) -> Entry {
    let isNegated: Bool
    let step: Int
    if case .not(let inner) = condition {
      isNegated = true
      step = try self.step(inner, register.name)
    } else {
      isNegated = false
      step = try self.step(condition, register.name)
    }
    return Entry(step: step, unless: isNegated ? 1 : 0, word: word, bits: rule.bits.mask)
  }

  private mutating func step(_ condition: Predicate, _ table: String) throws(TableError) -> Int {
    do {
      return try program.add(condition) { FeatureTable.standard.step(of: $0) }
    } catch {
      throw TableError(table: table, line: 0, reason: error.reason)
    }
  }

  /// Entries of one word and step made one.
  private static func merged(_ entries: [Entry]) -> [Entry] {
    let order = entries.sorted {
      ($0.word, $0.step, $0.unless) < ($1.word, $1.step, $1.unless)
    }
    return order.reduce(into: []) { merged, entry in
      if let last = merged.last,
        (last.word, last.step, last.unless) == (entry.word, entry.step, entry.unless)
      {
        merged[merged.count - 1].bits |= entry.bits
      } else {
        merged.append(entry)
      }
    }
  }

  // MARK: Evaluation

  /// Computes every condition once, for ``masks(_:)``, ``undefined(_:)`` and
  /// ``FeatureTable/features(ofSteps:)``.
  ///
  /// - Complexity: O(*n*) in the conditions.
  package func evaluate(_ values: IDRegisterValues) -> [UInt8] { program.evaluate(values) }

  /// RES0 and RES1 of each register, in turn; disjoint.
  ///
  /// - Complexity: O(*n*) in the entries.
  package func masks(_ truth: [UInt8]) -> [UInt64] {
    var words = pinned
    accumulate(pins, truth, into: &words)
    for absence in missing where truth[absence.step] == 0 {
      words[2 * absence.register] |= absence.mask
      words[2 * absence.register + 1] &= ~absence.mask
    }
    for absence in untouched where truth[absence.step] == 0 {
      words[2 * absence.register] &= ~absence.mask
      words[2 * absence.register + 1] &= ~absence.mask
    }
    return words
  }

  /// The Fine-Grained-UNDEF words, in the order of ``TrapGroup/allCases``.
  ///
  /// - Complexity: O(*n*) in the entries.
  package func undefined(_ truth: [UInt8]) -> [UInt64] {
    var words = Array(repeating: UInt64(0), count: TrapGroup.allCases.count)
    accumulate(undefined, truth, into: &words)
    return words
  }

  private func accumulate(_ entries: [Entry], _ truth: [UInt8], into words: inout [UInt64]) {
    let entries = entries.span
    let truth = truth.span
    var words = words.mutableSpan
    for index in entries.indices {
      let entry = entries[index]
      words[entry.word] |= entry.bits & (0 &- UInt64(truth[entry.step] ^ entry.unless))
    }
  }
}

extension BitRule {
  /// The conditions under which the bits are pinned, each with the value they are pinned to; a nil
  /// condition always holds.
  fileprivate var pins: [(condition: Predicate?, isOne: Bool)] {
    let invalid: Predicate?
    switch validity {
    case .always, .free: return []
    case .when(let condition): invalid = .not(condition)
    case .never, .reserved: invalid = nil
    }
    switch alternative {
    case .zero: return [(invalid, false)]
    case .one: return [(invalid, true)]
    case .oneIf(let condition):
      return [
        (.all([.not(condition)] + (invalid.map { [$0] } ?? [])), false),
        (.all([condition] + (invalid.map { [$0] } ?? [])), true),
      ]
    }
  }
}
