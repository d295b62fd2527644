import ArmArchitecture

extension HostFeatures {
  /// True when bits with a condition mean something to the host's CPU although the VM does not
  /// advertise what they need; nil when the record does not tell.
  ///
  /// What the VM advertises the CPU has. A condition that excludes something excludes it from the VM.
  ///
  /// - Complexity: O(*n*) in the condition; features are looked up, not followed.
  public func gives(meaningTo condition: Predicate, under idRegisters: IDRegisterValues) -> Bool? {
    let table = FeatureTable.standard
    switch condition {
    case .not: return table.holds(condition, in: idRegisters)
    case .all(let parts):
      let answers = parts.map { gives(meaningTo: $0, under: idRegisters) }
      return answers.contains(false) ? false : answers.contains(nil) ? nil : true
    case .any(let parts), .exactlyOne(let parts):
      let answers = parts.map { gives(meaningTo: $0, under: idRegisters) }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    case .feature(let name):
      return table.holds(condition, in: idRegisters) ? true : implements(name)
    case .atLeast, .equals:
      if table.holds(condition, in: idRegisters) { return true }
      return table.features.first { $0.predicate == condition }.flatMap { implements($0.name) }
    }
  }
}
