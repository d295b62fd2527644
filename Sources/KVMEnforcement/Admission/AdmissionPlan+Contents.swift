import ArmArchitecture

extension AdmissionPlan {
  /// True for a register whose writes KVM accepts and throws away.
  public func ignoresWrites(_ encoding: Encoding) -> Bool {
    index(of: encoding).map { registers[$0].isIgnored } ?? false
  }

  /// The contents of a field that KVM certainly accepts and keeps as written.
  ///
  /// A content that KVM would replace by another, or of which nobody knows whether it is accepted,
  /// is not among them. Admission judges each field by itself, so a register is accepted and kept
  /// when the content of every field is in its set and the bits outside of fields equal the limit's.
  ///
  /// - Returns: the contents; every one where writes are thrown away; nil when the profile lacks the
  ///   register, or the field is wider than ``FieldContents/widest``.
  /// - Complexity: O(2^*w*) in the width of the field.
  public func acceptedContents(of field: IDField) -> FieldContents? {
    guard let index = index(of: field.encoding) else { return nil }
    let register = registers[index]
    return FieldContents(of: field) { register.isIgnored || keeps($0, field, register) }
  }

  /// Whether a content of one field is accepted and kept, whatever the rest of the register holds.
  private func keeps(_ content: UInt64, _ field: IDField, _ register: Prepared) -> Bool {
    let value = field.bits.insert(content, into: register.limit)
    let isLimit = value == register.limit
    for index in register.treatments {
      let treatment = treatments[index]
      guard treatment.mask & field.bits.mask != 0, treatment.applies(value) else { continue }
      switch treatment.action {
      case .store: if treatment.operand != content { return false }
      case .refuse: return false
      case .undecided: if !isLimit { return false }
      }
    }
    if register.fixed & field.bits.mask != 0 {
      return (value ^ register.limit) & register.fixed & field.bits.mask == 0
    }
    let prepared = register.fields.first { fields[$0].mask << fields[$0].shift == field.bits.mask }
    return prepared.map { fields[$0].refuses(value) == 0 } ?? true
  }
}
