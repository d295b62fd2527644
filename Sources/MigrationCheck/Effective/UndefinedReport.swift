import ArmArchitecture
import KVMEnforcement
import MigrationState

/// The Fine-Grained-UNDEF words of a VM on a host, what they make UNDEFINED there, and what is left
/// reachable.
public struct UndefinedReport: Sendable {
  /// What the words say of one condition.
  public struct Group: Sendable {
    /// The condition that the VM does not meet: `FEAT_TLBIRANGE`.
    public let condition: String
    /// Whether the host implements what the condition asks for; nil when its record does not tell.
    public let isImplemented: Bool?
    /// The encodings that the host makes UNDEFINED, ascending.
    public let undefined: [Encoding]
    /// The encodings that it does not, for want of a trap, ascending.
    public let reachable: [Encoding]
  }

  /// What another host makes of the same VM.
  public struct Difference: Sendable {
    /// The other host.
    public let source: EffectiveConfiguration
    /// The words that differ, with their values on the other host and here.
    public let words: [(group: TrapGroup, source: UInt64, target: UInt64)]
    /// UNDEFINED here and not there, ascending.
    public let becomesUndefined: [Encoding]
    /// UNDEFINED there and not here, ascending.
    public let becomesReachable: [Encoding]
  }

  /// The VM's name.
  public let vm: String
  /// The VM's configuration on the host.
  public let configuration: EffectiveConfiguration
  /// Where the VM's kernel runs.
  public let context: GuestContext
  /// What the words say, by condition.
  public let groups: [Group]
  /// Features that the VM does not advertise and meets, or may meet.
  public let exposures: [ExposureRecord]
  /// nil when no other host was given.
  public let difference: Difference?

  /// Works out what a host makes UNDEFINED for a VM.
  ///
  /// - Parameters:
  ///   - vm: the VM's name.
  ///   - configuration: its configuration on the host.
  ///   - source: its configuration on a host to compare with; nil for none.
  public init(
    vm: String,
    _ configuration: EffectiveConfiguration,
    from source: EffectiveConfiguration? = nil
  ) {
    let plan = configuration.plan
    let undefined = plan.undefined(on: configuration.host.traps)
    self.vm = vm
    self.configuration = configuration
    context = plan.context
    groups = plan.undefinedByWords.map { group in
      Group(
        condition: "\(group.condition)",
        isImplemented: configuration.host.implemented.implements(group.condition),
        undefined: group.encodings.filter(undefined.contains),
        reachable: group.encodings.filter { !undefined.contains($0) }
      )
    }
    exposures = ExposureRecord.all(
      from: source.map { HostExposures($0) },
      to: HostExposures(configuration)
    )
    difference = source.map { source in
      let there = source.plan.undefined(on: source.host.traps)
      return Difference(
        source: source,
        words: TrapGroup.allCases.map { ($0, source.plan[$0], plan[$0]) }.filter { $0.1 != $0.2 },
        becomesUndefined: undefined.subtracting(there).encodings,
        becomesReachable: there.subtracting(undefined).encodings
      )
    }
  }
}

extension UndefinedReport {
  /// `{vm, host, kernel, context, fgu, groups: [{condition, implemented?, undefined, reachable}],
  /// exposures, difference?: {source, words, becomesUndefined, becomesReachable}}`.
  public var json: JSONOutput {
    .members(
      ("vm", .string(vm)),
      ("host", .string(configuration.host.name)),
      ("kernel", .string(configuration.plan.kernel.description)),
      ("context", .string(context.rawValue)),
      ("fgu", configuration.plan.wordsJSON),
      ("groups", .array(groups.map(\.json))),
      ("exposures", .array(exposures.map(\.json))),
      ("difference", difference?.json)
    )
  }
}

extension UndefinedReport.Group {
  fileprivate var json: JSONOutput {
    .members(
      ("condition", .string(condition)),
      ("implemented", isImplemented.map { .bool($0) }),
      ("undefined", .array(undefined.map { .string($0.description) })),
      ("reachable", .array(reachable.map { .string($0.description) }))
    )
  }
}

extension UndefinedReport.Difference {
  fileprivate var json: JSONOutput {
    [
      "source": .string(source.host.name),
      "words": .object(
        words.map {
          .init($0.group.rawValue, ["source": .hex($0.source), "target": .hex($0.target)])
        }
      ),
      "becomesUndefined": .array(becomesUndefined.map { .string($0.description) }),
      "becomesReachable": .array(becomesReachable.map { .string($0.description) }),
    ]
  }
}

extension HostFeatures {
  /// Whether a host implements what a condition asks for; nil for other conditions than one feature,
  /// and when its record does not tell.
  fileprivate func implements(_ condition: Predicate) -> Bool? {
    guard case .feature(let name) = condition else { return nil }
    return implements(name)
  }
}
