import ArmArchitecture
import MigrationState

extension Explainer {
  /// A condition followed down to its ID fields, one line a step, with the values of the VM and the
  /// host when they are known.
  func chain(_ predicate: Predicate, depth: Int = 0) -> [Explanation.Entry] {
    let parts: [Predicate]
    var text = predicate.description
    switch predicate {
    case .atLeast(let path, _), .equals(let path, _):
      return [entry(text, predicate, depth, field: IDRegisters.standard.field(path))]
    case .feature(let name):
      parts = FeatureTable.standard.feature(named: name).map { [$0.predicate] } ?? []
    case .not(let inner): (text, parts) = ("not", [inner])
    case .all(let inner): (text, parts) = ("all of", inner)
    case .any(let inner): (text, parts) = ("any of", inner)
    case .exactlyOne(let inner): (text, parts) = ("exactly one of", inner)
    }
    return [entry(text, predicate, depth, field: nil)]
      + parts.flatMap { chain($0, depth: depth + 1) }
  }

  private func entry(
    _ text: String,
    _ predicate: Predicate,
    _ depth: Int,
    field: IDField?
  ) -> Explanation.Entry {
    var cells = [String(repeating: "  ", count: depth) + text]
    var members: [JSONOutput.Member] = [
      .init("depth", .int(depth)), .init("condition", .string(text)),
    ]
    for (key, registers) in columns {
      let holds = FeatureTable.standard.holds(predicate, in: registers)
      var object: [JSONOutput.Member] = []
      var cell = holds ? "yes" : "no"
      if let field {
        object.append(.init("value", .string("0x" + String(registers[field], radix: 16))))
        cell = "\(spell(registers[field], field)): \(cell)"
      }
      members.append(.init(key, .object(object + [.init("holds", .bool(holds))])))
      cells.append(cell)
    }
    return Explanation.Entry(cells, .object(members))
  }

  /// The sets of ID registers that are shown, with their JSON keys.
  var columns: [(key: String, registers: IDRegisterValues)] {
    guard let values else { return [] }
    return [("vm", values.vmRegisters), ("host", values.limits)]
  }

  /// `0x2 (RANGE)`.
  func spell(_ content: UInt64, _ field: IDField) -> String {
    let number = "0x" + String(content, radix: 16)
    return field.valueName(content).map { "\(number) (\($0))" } ?? number
  }
}
