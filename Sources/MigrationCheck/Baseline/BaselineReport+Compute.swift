import ArmArchitecture
import KVMEnforcement

extension BaselineReport {
  /// Works out what a pool can offer.
  ///
  /// - Complexity: O(*k*²) in the kinds of hosts, times the fields of the ID registers.
  public init(_ request: BaselineRequest) {
    let (members, excluded) = PoolMember.members(request)
    self.excluded = excluded
    kinds = members.map(\.names)
    let baseline = PoolBaseline(members, request)
    definition = baseline.isUsable ? baseline.definition : nil
    settings = baseline.isUsable ? baseline.settings : []
    conflicts = baseline.conflicts
    costs = Self.costs(baseline, request)
    subpools = Self.subpools(members, request)
  }

  /// What the pool could offer without each kind of host.
  private static func costs(_ baseline: PoolBaseline, _ request: BaselineRequest) -> [Cost] {
    guard baseline.members.count > 1 else { return [] }
    let costs = baseline.members.indices.compactMap { place -> Cost? in
      var others = baseline.members
      let member = others.remove(at: place)
      let without = PoolBaseline(others, request)
      let gone = Set(without.conflicts.map(\.subject))
      let changes = Self.changes(from: baseline, to: without)
      let solved = baseline.conflicts.map(\.subject).filter { !gone.contains($0) }
      guard !changes.fields.isEmpty || !solved.isEmpty else { return nil }
      return Cost(
        hosts: member.names,
        features: changes.features,
        fields: changes.fields,
        conflicts: solved
      )
    }
    return costs.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      if a.conflicts.count != b.conflicts.count { return a.conflicts.count > b.conflicts.count }
      if a.features.count != b.features.count { return a.features.count > b.features.count }
      return (b.fields.count, one.offset) < (a.fields.count, other.offset)
    }.map(\.element)
  }

  /// The fields and features that a smaller pool has and a larger one lacks; fields without a common
  /// value are compared by nobody.
  private static func changes(
    from baseline: PoolBaseline,
    to other: PoolBaseline
  ) -> (features: [String], fields: [FieldChange]) {
    var before = IDRegisterValues()
    var after = IDRegisterValues()
    for (encoding, value) in baseline.values { before[encoding] = value }
    for (encoding, value) in other.values { after[encoding] = value }
    for clash in baseline.registers.clashes {
      let content = clash.bits.extract(before[clash.encoding])
      after[clash.encoding] = clash.bits.insert(content, into: after[clash.encoding])
    }
    let features = FeatureTable.standard.features(of: after)
      .subtracting(FeatureTable.standard.features(of: before)).map(\.name)
    let fields = baseline.values.keys.sorted().flatMap { encoding in
      (IDRegisters.standard[encoding]?.fields ?? []).compactMap { field -> FieldChange? in
        let (from, to) = (before[field], after[field])
        return from == to ? nil : FieldChange(field: field.path, from: from, to: to)
      }
    }
    return (features, fields)
  }

  /// Divides the pool into parts with a baseline each: the largest kinds first, each into the first
  /// part that still has a baseline with it.
  private static func subpools(
    _ members: [PoolMember],
    _ request: BaselineRequest
  ) -> [[String]] {
    var parts: [[PoolMember]] = []
    let bySize = members.enumerated().sorted {
      ($1.element.names.count, $0.offset) < ($0.element.names.count, $1.offset)
    }
    for (_, member) in bySize {
      let place = parts.firstIndex { PoolBaseline($0 + [member], request).isUsable }
      if let place {
        parts[place].append(member)
      } else {
        parts.append([member])
      }
    }
    return parts.map { $0.flatMap(\.names).sorted() }
  }
}
