/// Every feature the project knows, compiled for evaluation.
///
/// Features that one field tells come from the ID-register tables, in their order; composite
/// features follow. The place of a feature is its index in ``FeatureSet``.
public struct FeatureTable: Sendable {
  /// The features.
  public let features: [Feature]
  /// The conditions; masks and traps add theirs to a copy.
  let program: PredicateProgram
  private let steps: [Int]
  private let indices: [String: Int]

  /// The built-in features.
  public static let standard = builtIn { () throws(TableError) in
    try FeatureTable(IDRegisters.standard, CompositeFeature.all)
  }

  /// Compiles the features of ID-register tables and composite ones.
  ///
  /// - Throws: ``TableError`` when a name stands twice or a predicate does not compile.
  init(_ registers: IDRegisters, _ composites: [CompositeFeature]) throws(TableError) {
    var features: [Feature] = []
    for field in registers.registers.flatMap(\.fields) {
      for value in field.values {
        for name in value.features {
          features.append(
            Feature(
              name: name,
              predicate: .atLeast(field.path, field.number(value.value)),
              reason: nil
            )
          )
        }
      }
    }
    features += composites.map {
      Feature(name: $0.name, predicate: $0.predicate, reason: $0.reason)
    }
    var program = PredicateProgram()
    var steps: [Int] = []
    var indices: [String: Int] = [:]
    for (index, feature) in features.enumerated() {
      guard indices.updateValue(index, forKey: feature.name) == nil else {
        throw TableError(table: "features", line: 0, reason: "\(feature.name) stands twice")
      }
      do {
        // A composite may use features that stand before it, itself never.
        let step = try program.add(feature.predicate) { name in
          indices[name].flatMap { steps.indices.contains($0) ? steps[$0] : nil }
        }
        steps.append(step)
      } catch {
        throw TableError(
          table: "features",
          line: 0,
          reason: "\(feature.name): \(error.reason)"
        )
      }
    }
    self.features = features
    self.program = program
    self.steps = steps
    self.indices = indices
  }

  /// The feature of that name; nil when there is none.
  ///
  /// - Complexity: O(1).
  public func feature(named name: some StringProtocol) -> Feature? {
    indices[String(name)].map { features[$0] }
  }

  /// The place of a feature in ``features`` and in a ``FeatureSet``; nil for an unknown name.
  ///
  /// - Complexity: O(1).
  public func index(of name: some StringProtocol) -> Int? { indices[String(name)] }

  /// The step of ``program`` that holds a feature's truth.
  func step(of name: String) -> Int? { indices[name].map { steps[$0] } }

  /// The features that ID registers advertise.
  ///
  /// - Complexity: O(*n*) in the features and their fields.
  public func features(of values: IDRegisterValues) -> FeatureSet {
    features(ofSteps: program.evaluate(values))
  }

  /// The features of steps computed by ``program`` or a copy to which more was added.
  package func features(ofSteps truth: [UInt8]) -> FeatureSet {
    FeatureSet(steps: steps, truth: truth)
  }

  /// The features whose condition reads a field, directly or through another feature.
  ///
  /// - Complexity: O(*n*) in all conditions; for explanations.
  public func features(dependingOn path: String) -> [Feature] {
    features.filter { fields(of: $0.predicate).contains(path) }
  }

  /// The fields a predicate reads, `REGISTER.FIELD`, features followed down to their fields.
  public func fields(of predicate: Predicate) -> Set<String> {
    switch predicate {
    case .atLeast(let path, _), .equals(let path, _): [path]
    case .feature(let name): feature(named: name).map { fields(of: $0.predicate) } ?? []
    case .not(let predicate): fields(of: predicate)
    case .all(let predicates), .any(let predicates), .exactlyOne(let predicates):
      predicates.reduce(into: []) { $0.formUnion(fields(of: $1)) }
    }
  }
}
