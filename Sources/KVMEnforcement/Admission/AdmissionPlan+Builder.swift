import ArmArchitecture

extension AdmissionPlan {
  /// Settles what does not depend on the written value.
  struct Builder {
    private let profile: VCPUProfile
    private let facts: HostFacts
    private let rows: [Encoding: [Int]]

    init(
      _ profile: VCPUProfile,
      _ kernel: KernelVersion,
      _ facts: HostFacts,
      _ writableImplementationIDs: Bool
    ) {
      self.profile = profile
      self.facts = facts
      let ctr = RegisterNames.standard.encoding(named: "CTR_EL0").flatMap { profile.limit($0) }
      let idc = IDRegisters.standard.field("CTR_EL0.IDC").map { $0.bits.extract(ctr ?? 0) }
      let all = Treatments.standard.rows
      let holding = all.indices.filter { index in
        let row = all[index]
        return row.kernels.contains(kernel.measured)
          && row.conditions.allSatisfy { condition in
            switch condition {
            case .el2: profile.features.contains(.el2)
            case .limit(let number):
              profile.limit(row.register).map { ($0 & row.mask) >> row.shift } == number
            case .host(let fact, let number): fact.value(facts) == number
            case .noAArch32: !facts.has32BitEL0
            case .writableImplementationIDs: writableImplementationIDs
            case .gicV5Legacy: facts.hasGICv5LegacyInterface
            case .idc(let number): ctr != nil && idc == number
            }
          }
      }
      rows = Dictionary(grouping: holding) { all[$0].register }
    }

    /// Appends a register to a plan.
    func add(_ encoding: Encoding, _ limit: UInt64, to plan: inout AdmissionPlan) {
      let rows = rows[encoding, default: []]
      let all = Treatments.standard.rows
      var free: UInt64 = 0
      var signed: UInt64 = 0
      var isIgnored = false
      let firstTreatment = plan.treatments.count
      for index in rows {
        switch all[index].effect {
        case .free: free |= all[index].mask
        case .signed: signed |= all[index].mask
        case .ignore: isIgnored = true
        case .store, .refuse, .undecided:
          if let prepared = prepare(index, limit) { plan.treatments.append(prepared) }
        }
      }
      let mask = profile.writableMasks[encoding, default: 0]
      let firstField = plan.fields.count
      var writable: UInt64 = 0
      for field in IDRegisters.standard[encoding]?.fields ?? [] {
        guard field.bits.mask & ~mask == 0,
          let prepared = prepare(field, limit, isSigned: signed & field.bits.mask != 0)
        else { continue }
        plan.fields.append(prepared)
        writable |= field.bits.mask
      }
      plan.registers.append(
        Prepared(
          encoding: encoding,
          limit: limit,
          fixed: ~(writable | free),
          fields: firstField..<plan.fields.count,
          treatments: firstTreatment..<plan.treatments.count,
          isIgnored: isIgnored,
          acceptsLimit: false
        )
      )
    }

    /// A writable field's accepted contents; nil when the kernel's table lacks the field.
    private func prepare(
      _ field: IDField,
      _ limit: UInt64,
      isSigned: Bool
    ) -> PreparedField? {
      let mask = field.bits.mask >> UInt64(field.bits.lsb)
      let content = field.bits.extract(limit)
      var bias: UInt64 = 0
      let accepted: ClosedRange<UInt64>
      var alternative = content
      switch field.policy {
      case .absent: return nil
      case .lower(let signedPolicy):
        if signedPolicy || isSigned { bias = 1 << UInt64(field.bits.width - 1) }
        accepted = 0...(content ^ bias)
      case .higher: accepted = content...mask
      case .higherOrZero:
        accepted = content == 0 ? 0...0 : content...mask
        alternative = 0
      case .exact(let safe):
        accepted = content...content
        alternative = safe
      }
      return PreparedField(
        shift: UInt64(field.bits.lsb),
        mask: mask,
        bias: bias,
        low: accepted.lowerBound,
        span: accepted.upperBound - accepted.lowerBound,
        alternative: alternative ^ bias
      )
    }

    /// A treatment ready for comparison; nil when it can never apply.
    private func prepare(_ index: Int, _ limit: UInt64) -> PreparedTreatment? {
      let row = Treatments.standard.rows[index]
      var range: ClosedRange<UInt64> = 0...(.max)
      var inverted = false
      var action: PreparedTreatment.Action
      var operand: UInt64 = 0
      switch row.effect {
      case .store(let content): (action, operand) = (.store, content)
      case .refuse: action = .refuse
      case .undecided: action = .undecided
      case .signed, .free, .ignore: return nil
      }
      switch row.test {
      case .any: break
      case .range(let contents): range = contents
      case .not(let content): (range, inverted) = (content...content, true)
      case .notLimit:
        let content = (limit & row.mask) >> row.shift
        (range, inverted) = (content...content, true)
      case .host(let fact, let plausible):
        if let content = fact.value(facts) {
          // Zero needs no treatment, and a host without the feature tolerates nothing.
          guard content != 0 else { return nil }
          range = content...content
        } else {
          range = plausible
          action = .undecided
        }
      }
      return PreparedTreatment(
        mask: row.mask,
        shift: row.shift,
        low: range.lowerBound,
        span: range.upperBound - range.lowerBound,
        inverted: inverted,
        operand: operand,
        action: action,
        row: index
      )
    }
  }
}

extension Treatment {
  /// How far tests move the bits down: a field's content; 0 for bits tested in place.
  var shift: UInt64 { field.map { UInt64($0.bits.lsb) } ?? 0 }
}
