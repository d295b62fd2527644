/// The coarse-grained trap controls of EL2 and the encodings behind them.
///
/// Fine-grained traps are the other way to trap; they stand with the bits of their registers in
/// ``BitRules``.
public struct CoarseControls: Sendable {
  /// The controls, in the order of the tables.
  public let controls: [CoarseControl]
  private let places: [String: Int]

  /// The built-in tables: 75 controls and 5,435 encodings, the IMPLEMENTATION DEFINED space and the
  /// trace registers included.
  public static let standard = builtIn { () throws(TableError) in try CoarseControls(tables) }

  private static let tables: [(String, StaticString)] = [
    ("identification", identification),
    ("translation", translation),
    ("virtualisation", virtualisation),
    ("extensions", extensions),
    ("debug", debug),
    ("timersAndInterrupts", timersAndInterrupts),
  ]

  /// Parses tables in the notation of ``parse(_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, for a control or an encoding that
  ///   stands twice, and for a group of a control that does not exist.
  init(_ tables: [(String, StaticString)]) throws(TableError) {
    var controls: [CoarseControl] = []
    var places: [String: Int] = [:]
    var encodings = EncodingBits()
    for (table, text) in tables {
      for control in try Self.parse(TableText(table, text)) {
        func broken(_ reason: String) -> TableError {
          TableError(table: table, line: 0, reason: "\(control.name) \(reason)")
        }
        guard places.updateValue(controls.count, forKey: control.name) == nil else {
          throw broken("stands twice")
        }
        for encoding in control.encodings {
          guard encodings.insert(encoding) else { throw broken("repeats \(encoding.name)") }
        }
        controls.append(control)
      }
    }
    for control in controls {
      for member in control.members where places[member] == nil {
        throw TableError(
          table: "coarse controls",
          line: 0,
          reason: "\(control.name) names \(member), which does not exist"
        )
      }
    }
    self.controls = controls
    self.places = places
  }

  /// The control of that name, `HCR_EL2.TLOR`; nil when there is none.
  ///
  /// - Complexity: O(1).
  public func control(named name: some StringProtocol) -> CoarseControl? {
    places[String(name)].map { controls[$0] }
  }

  /// The single controls any of which traps an encoding; empty when none does.
  ///
  /// - Complexity: O(*n*) in all encodings; for explanations.
  public func controls(trapping encoding: Encoding) -> [CoarseControl] {
    guard let control = controls.first(where: { $0.encodings.contains(encoding) }) else {
      return []
    }
    return control.members.compactMap { self.control(named: $0) }
  }

  /// The encodings that a single control traps, alone or as one of several, ascending.
  ///
  /// - Complexity: O(*n*) in the controls.
  public func encodings(trappedBy name: some StringProtocol) -> [Encoding] {
    let name = String(name)
    let trapping = controls.filter { $0.stands(for: name) }
    return trapping.count == 1
      ? trapping[0].encodings : EncodingBits(trapping.flatMap(\.encodings)).ascending
  }

  /// Every encoding that some control traps, ascending.
  ///
  /// - Complexity: O(*n*) in the encodings.
  public var encodings: [Encoding] { EncodingBits(controls.flatMap(\.encodings)).ascending }
}
