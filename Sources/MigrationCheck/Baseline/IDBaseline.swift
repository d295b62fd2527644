import ArmArchitecture
import KVMEnforcement

/// The ID registers and CTR_EL0 of a pool's baseline.
struct IDBaseline {
  /// A field on which the members have no content in common, or bits outside of fields.
  struct Clash {
    let encoding: Encoding
    /// Nil for bits outside of fields.
    let field: IDField?
    let bits: BitRange
  }

  /// The value of each register, by encoding.
  private(set) var values: [Encoding: UInt64] = [:]
  /// What has no common value.
  private(set) var clashes: [Clash] = []
  /// Registers that only some members have.
  private(set) var missing: [Encoding] = []

  /// Finds the best value of every register.
  ///
  /// - Complexity: O(*n*) in the fields and members.
  init(_ members: [PoolMember]) {
    let all = members.map { Set($0.admission.limits.map(\.register)) }
    let union = all.reduce(into: Set<Encoding>()) { $0.formUnion($1) }
    for encoding in union.sorted() where Self.covers(encoding) {
      guard all.allSatisfy({ $0.contains(encoding) }) else {
        missing.append(encoding)
        continue
      }
      // Hosts that throw writes away do not care.
      let judges = members.filter { !$0.admission.ignoresWrites(encoding) }
      guard let first = (judges.isEmpty ? members : judges).first,
        var value = first.profile.limit(encoding)
      else { continue }
      var covered: UInt64 = 0
      for field in IDRegisters.standard[encoding]?.fields ?? [] {
        guard let contents = Self.common(field, judges) else { continue }
        covered |= field.bits.mask
        if let best = Self.best(field, contents, judges) {
          value = field.bits.insert(best, into: value)
        } else {
          clashes.append(Clash(encoding: encoding, field: field, bits: field.bits))
        }
      }
      let differing = judges.reduce(0) { mask, member in
        mask | ((member.profile.limit(encoding) ?? 0) ^ value) & ~covered
      }
      clashes += AdmissionPlan.ranges(differing).map {
        Clash(encoding: encoding, field: nil, bits: $0)
      }
      values[encoding] = value
    }
  }

  /// True for registers that have a field rule: the ID space and CTR_EL0.
  private static func covers(_ encoding: Encoding) -> Bool {
    IDRegisters.isIDSpace(encoding) || encoding.name == "CTR_EL0"
  }

  /// What every member accepts in a field; nil when no such set can be made.
  private static func common(_ field: IDField, _ members: [PoolMember]) -> FieldContents? {
    var common: FieldContents?
    for member in members {
      guard let contents = member.admission.acceptedContents(of: field) else { return nil }
      common?.formIntersection(contents)
      common = common ?? contents
    }
    return common
  }

  /// The best content: some member's own limit before a named one before the most capable.
  private static func best(
    _ field: IDField,
    _ contents: FieldContents,
    _ members: [PoolMember]
  ) -> UInt64? {
    let limits = Set(
      members.compactMap { $0.profile.limit(field.encoding).map(field.bits.extract) }
    )
    func key(_ content: UInt64) -> (Int, Int, Int64) {
      (
        limits.contains(content) ? 1 : 0, field.valueName(content) == nil ? 0 : 1,
        capability(field, content)
      )
    }
    return contents.contents.max { key($0) < key($1) }
  }

  /// How much a content promises: more is better, but where KVM takes larger ones the smallest is.
  private static func capability(_ field: IDField, _ content: UInt64) -> Int64 {
    switch field.policy {
    case .lower(signed: true):
      BitRange(msb: field.bits.width - 1, lsb: 0)?.extractSigned(content) ?? 0
    case .higher, .higherOrZero: -Int64(content)
    case .lower(signed: false), .exact, .absent: Int64(content)
    }
  }
}
