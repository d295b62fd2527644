import ArmArchitecture
import KVMEnforcement
import MigrationState

extension ProfileDifference {
  /// Compares one profile of two hosts; nil when a record lacks it.
  init?(_ common: CommonProfile, _ first: HostView, _ second: HostView) {
    guard let first = Offer(common, first), let second = Offer(common, second) else { return nil }
    name = common.names[0]
    features = common.features
    gic = common.gic
    mte = common.mte
    let toSecond = Passages(from: first, to: second)
    let toFirst = Passages(from: second, to: first)
    fields = Self.fields(first, second, toSecond, toFirst)
    self.toSecond = Self.way(from: first, to: second, toSecond)
    self.toFirst = Self.way(from: second, to: first, toFirst)
    values = Self.values(first.profile.registers, second.profile.registers)
  }

  private static func fields(
    _ first: Offer,
    _ second: Offer,
    _ toSecond: Passages,
    _ toFirst: Passages
  ) -> [Field] {
    let registers = Set(first.plan.limits.map(\.register))
      .intersection(second.plan.limits.map(\.register)).sorted()
    return registers.flatMap { encoding -> [Field] in
      let (one, other) = (first.limit(encoding), second.limit(encoding))
      guard one != other else { return [] }
      let fields = IDRegisters.standard[encoding]?.fields ?? []
      let covered = fields.reduce(0) { $0 | $1.bits.mask }
      var result = fields.filter { ($0.bits.mask & (one ^ other)) != 0 }.map { field in
        let contents = (field.bits.extract(one), field.bits.extract(other))
        return Field(
          subject: field.path,
          first: field.spell(contents.0),
          second: field.spell(contents.1),
          features: field.features(between: contents.0, and: contents.1),
          toSecond: toSecond[encoding, field.bits],
          toFirst: toFirst[encoding, field.bits]
        )
      }
      if let bits = BitRange(enclosing: (one ^ other) & ~covered) {
        result.append(
          Field(
            subject: "\(encoding.name)[\(bits)]",
            first: "0x" + String(bits.extract(one), radix: 16),
            second: "0x" + String(bits.extract(other), radix: 16),
            features: [],
            toSecond: toSecond[encoding, bits],
            toFirst: toFirst[encoding, bits]
          )
        )
      }
      return result
    }
  }

  private static func way(from source: Offer, to target: Offer, _ passages: Passages) -> Way {
    let loses = source.features.removing(target.features).names
    let gains = passages.exposed.filter { !source.features.contains($0) }
    return Way(
      loses: loses,
      gains: gains,
      unadvertised: target.features.removing(source.features).names.filter { !gains.contains($0) },
      missingRegisters: source.profile.registers.ids.filter {
        target.profile.registers.index(of: $0) == nil
      },
      isAdmitted: passages.isAdmitted
    )
  }

  /// Firmware registers and vector lengths: what a register's fresh value tells of the host.
  private static func values(_ first: RegisterFile, _ second: RegisterFile) -> [HostDifference.Fact]
  {
    first.ids.compactMap { id in
      guard let place = first.index(of: id), let other = second.index(of: id),
        [.firmware, .firmwareBitmap, .sve].contains(id.registerClass)
      else { return nil }
      let values = [first.words(at: place), second.words(at: other)].map {
        RegisterValue(words: Array($0), width: id.width)?.hexadecimal(width: id.width)
      }
      guard values[0] != values[1] else { return nil }
      return HostDifference.Fact(name: id.label, first: values[0], second: values[1])
    }
  }
}

/// What one host offers VMs of one profile.
private struct Offer {
  let profile: VCPUProfile
  let plan: AdmissionPlan
  let features: FeatureSet

  init?(_ common: CommonProfile, _ host: HostView) {
    guard
      case .found(let profile, _, _) = host.profile(
        features: common.features,
        gic: common.gic,
        mte: common.mte
      )
    else { return nil }
    self.profile = profile
    plan = AdmissionPlan(profile: profile, kernel: host.kernel, facts: host.facts)
    var values = IDRegisterValues()
    for (register, limit) in plan.limits { values[register] = limit }
    features = FeatureTable.standard.features(of: values)
  }

  func limit(_ encoding: Encoding) -> UInt64 { profile.limit(encoding) ?? 0 }
}

/// What becomes of every ID register of one host's fresh vCPU on another host.
private struct Passages {
  private var problems: [Encoding: [AdmissionProblem]] = [:]
  private var tolerances: [Encoding: [AdmissionTolerance]] = [:]

  init(from source: Offer, to target: Offer) {
    for (register, value) in source.plan.limits {
      let admission = target.plan.admit(register, value)
      problems[register] = admission.problems
      tolerances[register] = admission.tolerances
    }
  }

  var isAdmitted: Bool { problems.values.allSatisfy(\.isEmpty) }

  /// The features that the target shows and cannot hide, in the order of the feature table.
  var exposed: [String] {
    let names = Set(
      problems.values.joined().filter { $0.meaning == .featureExposed && !$0.isUndecided }
        .flatMap(\.features)
    )
    return FeatureTable.standard.features.map(\.name).filter(names.contains)
  }

  subscript(register: Encoding, bits: BitRange) -> ProfileDifference.Passage {
    if let problem = problems[register]?.first(where: { $0.bits.mask & bits.mask != 0 }) {
      if problem.isUndecided { return .unknown }
      return switch problem.meaning {
      case .featureUnavailable: .unavailable
      case .featureExposed: .exposed
      case .valueNotRestorable: .refused
      }
    }
    let isRewritten = tolerances[register]?.contains { $0.bits.mask & bits.mask != 0 } ?? false
    return isRewritten ? .rewritten : .kept
  }
}

extension IDField {
  /// `0x2 (RANGE)`.
  fileprivate func spell(_ content: UInt64) -> String {
    let number = "0x" + String(content, radix: 16)
    return valueName(content).map { "\(number) (\($0))" } ?? number
  }
}

extension BitRange {
  /// The bits from the highest to the lowest one of a mask; nil for an empty mask.
  fileprivate init?(enclosing mask: UInt64) {
    guard mask != 0 else { return nil }
    self.init(msb: 63 - mask.leadingZeroBitCount, lsb: mask.trailingZeroBitCount)
  }
}
