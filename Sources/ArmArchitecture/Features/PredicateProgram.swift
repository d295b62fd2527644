/// Predicates compiled into flat arrays, shared sub-conditions computed once.
///
/// A step is a comparison of one field or a connective over earlier steps. Both are one test, that
/// a number lies in a range: the content of a field, or how many of the operands hold. Evaluating
/// everything is therefore two loops without branches or recursion.
package struct PredicateProgram: Sendable {
  private enum Step: Hashable {
    case atLeast(slot: Int, shift: UInt64, mask: UInt64, flip: UInt64, bound: UInt64)
    case equals(slot: Int, shift: UInt64, mask: UInt64, value: UInt64)
    case all([Int])
    case any([Int])
    case not(Int)
    case exactlyOne([Int])
  }

  /// low <= ((word[slot] >> shift & mask) ^ flip) <= low + span; `flip` makes signed fields compare
  /// unsigned.
  private struct Comparison {
    let step: Int32
    let slot: UInt16
    let shift: UInt16
    let mask: UInt64
    let flip: UInt64
    let low: UInt64
    let span: UInt64
  }

  /// low <= (how many of the operands hold) <= low + span.
  private struct Connective {
    let step: Int32
    /// The first operand and the end of the operands.
    let start: Int32
    let end: Int32
    let low: Int32
    let span: Int32
  }

  private var places: [Step: Int] = [:]
  private var comparisons: [Comparison] = []
  private var connectives: [Connective] = []
  private var operands: [Int32] = []

  /// The number of steps.
  package private(set) var count = 0

  /// Compiles a predicate and returns the step that holds its truth.
  ///
  /// `feature` gives the step of a feature by name; nil when there is none of that name.
  ///
  /// - Throws: ``PredicateError`` when a field or feature does not exist, when a number does not fit
  ///   its field, and for `atLeast` on a field whose values have no order.
  mutating func add(
    _ predicate: Predicate,
    feature: (String) -> Int?
  ) throws(PredicateError) -> Int {
    switch predicate {
    case .atLeast(let path, let value):
      return place(try atLeast(path, value))
    case .equals(let path, let value):
      let (field, slot) = try resolve(path)
      let mask = field.bits.mask >> UInt64(field.bits.lsb)
      guard value <= mask else { throw PredicateError(reason: "\(value) is too wide for \(path)") }
      return place(.equals(slot: slot, shift: UInt64(field.bits.lsb), mask: mask, value: value))
    case .feature(let name):
      guard let step = feature(name) else {
        throw PredicateError(reason: "`\(name)` is not a feature defined so far")
      }
      return step
    case .all(let predicates): return place(.all(try add(predicates, feature)))
    case .any(let predicates): return place(.any(try add(predicates, feature)))
    case .not(let predicate): return place(.not(try add(predicate, feature: feature)))
    case .exactlyOne(let predicates): return place(.exactlyOne(try add(predicates, feature)))
    }
  }

  private mutating func add(
    _ predicates: [Predicate],
    _ feature: (String) -> Int?
  ) throws(PredicateError) -> [Int] {
    var steps: [Int] = []
    for predicate in predicates { steps.append(try add(predicate, feature: feature)) }
    return steps
  }

  private mutating func place(_ step: Step) -> Int {
    if let place = places[step] { return place }
    let place = count
    places[step] = place
    count += 1
    func connect(_ steps: [Int], low: Int, high: Int) {
      let start = operands.count
      operands += steps.map { Int32($0) }
      connectives.append(
        Connective(
          step: Int32(place),
          start: Int32(start),
          end: Int32(operands.count),
          low: Int32(low),
          span: Int32(high - low)
        )
      )
    }
    func compare(
      _ slot: Int,
      _ shift: UInt64,
      _ mask: UInt64,
      _ flip: UInt64,
      low: UInt64,
      high: UInt64
    ) {
      comparisons.append(
        Comparison(
          step: Int32(place),
          slot: UInt16(slot),
          shift: UInt16(shift),
          mask: mask,
          flip: flip,
          low: low,
          span: high - low
        )
      )
    }
    switch step {
    case .atLeast(let slot, let shift, let mask, let flip, let bound):
      compare(slot, shift, mask, flip, low: bound, high: mask)
    case .equals(let slot, let shift, let mask, let value):
      compare(slot, shift, mask, 0, low: value, high: value)
    case .all(let steps): connect(steps, low: steps.count, high: steps.count)
    case .any(let steps): connect(steps, low: 1, high: max(1, steps.count))
    case .not(let step): connect([step], low: 0, high: 0)
    case .exactlyOne(let steps): connect(steps, low: 1, high: 1)
    }
    return place
  }

  private func atLeast(_ path: String, _ value: Int64) throws(PredicateError) -> Step {
    let (field, slot) = try resolve(path)
    let mask = field.bits.mask >> UInt64(field.bits.lsb)
    let sign = field.order == .signed ? (mask >> 1) + 1 : 0
    let lowest = -Int64(sign)
    let highest = Int64(mask - sign)
    guard field.order != .unordered, lowest...highest ~= value else {
      throw PredicateError(reason: "\(path) >= \(value) does not fit the field")
    }
    return .atLeast(
      slot: slot,
      shift: UInt64(field.bits.lsb),
      mask: mask,
      flip: sign,
      bound: UInt64(value - lowest)
    )
  }

  private func resolve(_ path: String) throws(PredicateError) -> (IDField, Int) {
    guard let field = IDRegisters.standard.field(path),
      let slot = IDRegisters.standard.slot(of: field.encoding)
    else { throw PredicateError(reason: "`\(path)` is not a field") }
    return (field, slot)
  }

  /// Computes every step for one set of ID registers: 1 where it holds, 0 where it does not.
  ///
  /// - Complexity: O(*n*) in the steps.
  package func evaluate(_ values: IDRegisterValues) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { truth, initialized in
      let words = values.words.span
      let comparisons = comparisons.span
      for index in comparisons.indices {
        let test = comparisons[index]
        let word = words[Int(test.slot)] &>> UInt64(test.shift)
        let holds = ((word & test.mask) ^ test.flip) &- test.low <= test.span
        truth[Int(test.step)] = holds ? 1 : 0
      }
      let operands = operands.span
      let connectives = connectives.span
      for index in connectives.indices {
        let test = connectives[index]
        var holding: Int32 = 0
        var operand = Int(test.start)
        while operand < Int(test.end) {
          holding &+= Int32(truth[Int(operands[operand])])
          operand &+= 1
        }
        let holds = UInt32(bitPattern: holding &- test.low) <= UInt32(bitPattern: test.span)
        truth[Int(test.step)] = holds ? 1 : 0
      }
      initialized = count
    }
  }
}
