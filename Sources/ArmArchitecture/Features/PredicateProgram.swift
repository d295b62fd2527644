/// Predicates compiled into one straight list of steps, shared sub-conditions computed once.
///
/// A step is a comparison of one field or a connective over earlier steps, so evaluating everything
/// is one pass without recursion.
struct PredicateProgram: Sendable {
  private enum Step: Hashable {
    /// ((word[slot] >> shift & mask) ^ flip) >= bound; `flip` makes signed fields compare unsigned.
    case atLeast(slot: Int, shift: UInt64, mask: UInt64, flip: UInt64, bound: UInt64)
    case equals(slot: Int, shift: UInt64, mask: UInt64, value: UInt64)
    case all([Int])
    case any([Int])
    case not(Int)
    case exactlyOne([Int])
  }

  private var steps: [Step] = []
  private var places: [Step: Int] = [:]

  /// The number of steps.
  var count: Int { steps.count }

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
    steps.append(step)
    places[step] = steps.count - 1
    return steps.count - 1
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

  /// Computes every step for one set of ID registers.
  ///
  /// - Complexity: O(*n*) in the steps.
  func evaluate(_ values: IDRegisterValues) -> [Bool] {
    var truth: [Bool] = []
    truth.reserveCapacity(steps.count)
    for step in steps {
      switch step {
      case .atLeast(let slot, let shift, let mask, let flip, let bound):
        truth.append(((values[slot: slot] >> shift & mask) ^ flip) >= bound)
      case .equals(let slot, let shift, let mask, let value):
        truth.append(values[slot: slot] >> shift & mask == value)
      case .all(let steps): truth.append(steps.allSatisfy { truth[$0] })
      case .any(let steps): truth.append(steps.contains { truth[$0] })
      case .not(let step): truth.append(!truth[step])
      case .exactlyOne(let steps):
        truth.append(steps.reduce(0) { truth[$1] ? $0 + 1 : $0 } == 1)
      }
    }
    return truth
  }
}
