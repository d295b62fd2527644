/// The bit rules of one kernel, compiled: RES0 and RES1 masks and Fine-Grained-UNDEF words from one
/// evaluation of all conditions.
///
/// Every row whose bits are pinned under the same condition in the same register is one entry, so
/// that computing all masks is one branch-free loop.
package struct BitRuleProgram: Sendable {
  /// When `step` holds, `bits` join word `word`.
  private struct Entry {
    let step: Int
    let word: Int
    let bits: UInt64
  }

  /// When `step` does not hold, word pair `register` becomes RES0 under `mask`.
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
    var pins: [[Int]: UInt64] = [:]
    var undefined: [[Int]: UInt64] = [:]
    for (index, register) in registers.enumerated() {
      for rule in register.rules {
        for (condition, isOne) in rule.pins {
          let word = 2 * index + (isOne ? 1 : 0)
          if let condition {
            pins[[word, try step(condition, register.name)], default: 0] |= rule.bits.mask
          } else {
            pinned[word] |= rule.bits.mask
          }
        }
        if rule.trap?.isUndefined ?? false, case .when(let condition) = rule.validity,
          let group = register.trapGroup.flatMap({ TrapGroup.allCases.firstIndex(of: $0) })
        {
          undefined[[group, try step(.not(condition), register.name)], default: 0] |= rule.bits.mask
        }
      }
      let mask = register.rules.filter { $0.validity != .reserved && $0.validity != .free }
        .reduce(0) { $0 | $1.bits.mask }
      if let requirement = register.requirement {
        let step = try step(requirement, register.name)
        missing.append(Absence(step: step, register: index, mask: mask))
      }
      if let condition = register.sanitisedOnlyWith {
        let step = try step(condition, register.name)
        untouched.append(Absence(step: step, register: index, mask: .max))
      }
    }
    for condition in conditions { self.conditions.append(try step(condition, "conditions")) }
    func entries(_ table: [[Int]: UInt64]) -> [Entry] {
      table.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { Entry(step: $0.key[1], word: $0.key[0], bits: $0.value) }
    }
    self.pins = entries(pins)
    self.undefined = entries(undefined)
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

  private mutating func step(
    _ condition: Predicate,
    _ table: String
  ) throws(TableError) -> Int {
    do {
      return try program.add(condition) { FeatureTable.standard.step(of: $0) }
    } catch {
      throw TableError(table: table, line: 0, reason: error.reason)
    }
  }

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
      words[2 * absence.register] = 0
      words[2 * absence.register + 1] = 0
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
      words[entry.word] |= entry.bits & (0 &- UInt64(truth[entry.step]))
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
