import ArmArchitecture

/// The corrections of one kernel at the first run, compiled.
struct FirstRun: Sendable {
  private struct Step {
    let slot: Int
    let bits: BitRange
    /// The content to set by interrupt controller, in the order of `GICModel.allCases`; nil leaves
    /// the field alone.
    var contents: [UInt64?]
    /// The place of the condition that spares the field, among ``conditions``; nil when none does.
    var unless: Int?
  }

  private var steps: [Step] = []
  /// The conditions that the corrections ask for.
  private(set) var conditions: [Predicate] = []

  /// Compiles the rules that hold on a kernel; rules on fields that do not exist are left out.
  init(_ rules: [FirstRunRule], on kernel: KernelVersion) {
    for rule in rules where rule.kernels.contains(kernel) {
      guard let field = IDRegisters.standard.field(rule.field),
        let slot = IDRegisters.standard.slot(of: field.encoding)
      else { continue }
      switch rule.correction {
      case .clear(let condition):
        conditions.append(condition)
        steps.append(
          Step(
            slot: slot,
            bits: field.bits,
            contents: GICModel.allCases.map { _ in 0 },
            unless: conditions.count - 1
          )
        )
      case .interruptController(let contents):
        steps.append(
          Step(slot: slot, bits: field.bits, contents: GICModel.allCases.map { contents[$0] })
        )
      }
    }
  }

  /// The ID registers after the first run; nil when it changes none.
  ///
  /// `holds` tells whether a condition, by its place in ``conditions``, holds before.
  func correct(
    _ values: IDRegisterValues,
    _ gic: GICModel,
    holds: (Int) -> Bool
  ) -> IDRegisterValues? {
    let model = gic.index
    var corrected: IDRegisterValues?
    for step in steps {
      guard let content = step.contents[model], !(step.unless.map(holds) ?? false) else { continue }
      let old = corrected?[slot: step.slot] ?? values[slot: step.slot]
      let new = step.bits.insert(content, into: old)
      guard new != old else { continue }
      if corrected == nil { corrected = values }
      corrected?[slot: step.slot] = new
    }
    return corrected
  }
}

extension GICModel {
  /// The place in `allCases`.
  fileprivate var index: Int {
    switch self {
    case .none: 0
    case .v2: 1
    case .v3: 2
    case .v5: 3
    }
  }
}
