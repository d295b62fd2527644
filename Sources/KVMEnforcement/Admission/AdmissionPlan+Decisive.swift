extension AdmissionPlan {
  /// The bits that decide the answer to a write of the register at a place of the plan; 0 for a
  /// register that takes and keeps any value.
  func decisiveBits(_ index: Int) -> UInt64 {
    let register = registers[index]
    // What is thrown away reads back differently.
    if register.isIgnored { return .max }
    let inFields = register.fields.reduce(register.fixed) { bits, place in
      bits | fields[place].mask << fields[place].shift
    }
    return register.treatments.reduce(inFields) { $0 | treatments[$1].mask }
  }
}
