import ArmArchitecture

extension AdmissionPlan {
  /// KVM's answer to a write, with everything that stands against it.
  ///
  /// Every problem is listed, highest bits first.
  ///
  /// - Complexity: as ``decide(_:_:)-(Encoding,_)`` when the value is kept as written, else O(*n*)
  ///   in the register's fields and the features.
  public func admit(_ encoding: Encoding, _ value: UInt64) -> Admission {
    guard let index = index(of: encoding) else { return Admission(.missing) }
    let outcome = decide(index, value)
    if case .accepted(let stored) = outcome {
      guard stored != value else { return Admission(outcome) }
      return Admission(outcome, tolerances: tolerances(registers[index], value))
    }
    return Admission(outcome, problems: problems(registers[index], value))
  }

  private func tolerances(_ register: Prepared, _ value: UInt64) -> [AdmissionTolerance] {
    let rows = Treatments.standard.rows
    if register.isIgnored {
      let row = rows.first { $0.register == register.encoding && $0.effect == .ignore }
      guard let bits = BitRange(msb: 63, lsb: 0) else { return [] }
      return [
        AdmissionTolerance(
          register: register.encoding,
          field: nil,
          bits: bits,
          written: value,
          stored: register.limit,
          reason: row?.reason ?? ""
        )
      ]
    }
    return register.treatments.compactMap { index in
      let treatment = treatments[index]
      let row = rows[treatment.row]
      guard treatment.action == .store, treatment.applies(value), let field = row.field else {
        return nil
      }
      return AdmissionTolerance(
        register: register.encoding,
        field: field.name,
        bits: field.bits,
        written: field.bits.extract(value),
        stored: treatment.operand,
        reason: row.reason
      )
    }
  }

  private func problems(_ register: Prepared, _ value: UInt64) -> [AdmissionProblem] {
    var problems: [AdmissionProblem] = []
    var stored = value
    // Bits that a treatment already spoke about.
    var settled: UInt64 = 0
    for index in register.treatments {
      let treatment = treatments[index]
      guard treatment.applies(stored) else { continue }
      let differs = (stored ^ register.limit) & treatment.mask != 0
      switch treatment.action {
      case .store:
        stored = stored & ~treatment.mask | treatment.operand << treatment.shift & treatment.mask
        continue
      case .undecided where !differs: continue
      case .refuse, .undecided: break
      }
      settled |= treatment.mask
      problems += special(register, treatment, value)
    }
    let fields = IDRegisters.standard[register.encoding]?.fields ?? []
    var covered: UInt64 = 0
    for field in fields {
      covered |= field.bits.mask
      guard field.bits.mask & settled == 0, let kind = kind(register, field, stored) else {
        continue
      }
      problems.append(problem(register, field, value, kind, isUndecided: false, reason: nil))
    }
    let reserved = (stored ^ register.limit) & register.fixed & ~covered & ~settled
    problems += Self.ranges(reserved).map {
      problem(register, nil, $0, value, .reserved, isUndecided: false, reason: nil)
    }
    return problems.sorted { ($0.bits.msb, $1.bits.lsb) > ($1.bits.msb, $0.bits.lsb) }
  }

  /// Why a field's content is refused by the general rule; nil when it is accepted.
  private func kind(
    _ register: Prepared,
    _ field: IDField,
    _ value: UInt64
  ) -> AdmissionProblem.Kind? {
    guard register.fixed & field.bits.mask == 0 else {
      return (value ^ register.limit) & field.bits.mask == 0 ? nil : .notWritable
    }
    let prepared = register.fields.first {
      fields[$0].mask << fields[$0].shift == field.bits.mask
    }
    guard let prepared, fields[prepared].refuses(value) != 0 else { return nil }
    if case .exact = field.policy { return .notSafe }
    return .beyondLimit
  }

  /// What a treatment that refused, or left open, says of each stretch of its bits.
  private func special(
    _ register: Prepared,
    _ treatment: PreparedTreatment,
    _ value: UInt64
  ) -> [AdmissionProblem] {
    let row = Treatments.standard.rows[treatment.row]
    let isUndecided = treatment.action == .undecided
    if let field = row.field {
      return [
        problem(register, field, value, .special, isUndecided: isUndecided, reason: row.reason)
      ]
    }
    return Self.ranges(treatment.mask).map { bits in
      let field = IDRegisters.standard[register.encoding]?.fields.first { $0.bits == bits }
      return problem(
        register,
        field,
        bits,
        value,
        .special,
        isUndecided: isUndecided,
        reason: row.reason
      )
    }
  }

  private func problem(
    _ register: Prepared,
    _ field: IDField,
    _ value: UInt64,
    _ kind: AdmissionProblem.Kind,
    isUndecided: Bool,
    reason: String?
  ) -> AdmissionProblem {
    problem(register, field, field.bits, value, kind, isUndecided: isUndecided, reason: reason)
  }

  private func problem(
    _ register: Prepared,
    _ field: IDField?,
    _ bits: BitRange,
    _ value: UInt64,
    _ kind: AdmissionProblem.Kind,
    isUndecided: Bool,
    reason: String?
  ) -> AdmissionProblem {
    let written = bits.extract(value)
    let limit = bits.extract(register.limit)
    return AdmissionProblem(
      register: register.encoding,
      field: field?.name,
      bits: bits,
      written: written,
      limit: limit,
      kind: kind,
      meaning: field?.meaning(of: written, limit: limit) ?? .valueNotRestorable,
      isUndecided: isUndecided,
      features: field.map { $0.features(between: written, and: limit) } ?? [],
      reason: reason
    )
  }

  /// The stretches of ones in a mask, highest first.
  package static func ranges(_ mask: UInt64) -> [BitRange] {
    var ranges: [BitRange] = []
    var rest = mask
    while rest != 0 {
      let msb = 63 - rest.leadingZeroBitCount
      let width = (~(rest << UInt64(63 - msb))).leadingZeroBitCount
      guard let range = BitRange(msb: msb, lsb: msb - width + 1) else { break }
      ranges.append(range)
      rest &= ~range.mask
    }
    return ranges
  }
}
