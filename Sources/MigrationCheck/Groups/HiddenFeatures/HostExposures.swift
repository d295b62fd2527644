import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What a VM reaches on one host of the features it does not advertise.
public struct HostExposures: Sendable {
  /// Which way to err where the host's kernel was not measured.
  enum Role {
    /// Counts as hiding no more than is sure.
    case target
    /// Counts as hiding no less than is possible.
    case source
  }

  /// The host.
  public let host: HostView
  /// What the host's kernel makes of the VM.
  public let plan: ConfigurationPlan
  /// What the VM reaches.
  public let set: ExposureSet

  /// Nil when the kernel is newer than every model, or has no such VMs.
  init?(_ guest: GuestClass, on host: HostView, as role: Role) {
    let bound =
      switch role {
      case .target: KernelModel.hidingAtMost(host.kernel)
      case .source: KernelModel.hidingAtLeast(host.kernel)
      }
    guard let bound,
      let plan = try? bound.model.plan(for: host.configuration(of: guest))
    else { return nil }
    var traps = host.traps
    if !bound.hasUndefinedWords { traps.fineGrainedTraps = false }
    self.host = host
    self.plan = plan
    set = plan.exposures(on: traps, implementing: host.implemented)
  }

  /// What a VM reaches under a configuration that was evaluated already.
  init(_ configuration: EffectiveConfiguration) {
    host = configuration.host
    plan = configuration.plan
    set = plan.exposures(on: host.traps, implementing: host.implemented)
  }

  /// True when the VM meets a feature on the host, false when it does not, nil when the records do
  /// not tell.
  func meets(_ place: Int) -> Bool? {
    if set.advertised[place] || set.host.absent[place] { return false }
    if set.exposed[place] { return true }
    return set.open[place] || set.perhapsOpen[place] ? nil : false
  }

  /// True when both hosts have the same kinds of CPU, as far as MIDR_EL1 and REVIDR_EL1 tell.
  func hasSameCPUs(as other: HostExposures) -> Bool {
    func kinds(_ host: HostView) -> Set<[UInt64]> {
      Set(host.document.cpus.map { [$0.midr, $0.revidr] })
    }
    return kinds(host) == kinds(other.host)
  }
}

extension ExposureRecord {
  /// Every feature that a VM does not advertise and meets, or may meet, on one of two hosts, in the
  /// order of the tables.
  ///
  /// What the target's masks take from a VM with EL2 is not met. What no record tells the host to
  /// have is left out.
  static func all(from source: HostExposures?, to target: HostExposures) -> [ExposureRecord] {
    let set = target.set
    var places = set.exposed.union(set.perhapsOpen.intersection(set.host.present))
    places = places.union(source?.set.exposed ?? FeatureSet()).removing(set.advertised)
    return places.removing(set.masked).places.map { place in
      let feature = FeatureTable.standard.features[place].name
      let onTarget = target.meets(place)
      return ExposureRecord(
        feature: feature,
        encodings: onTarget == false ? [] : set[feature]?.encodings.map(\.description) ?? [],
        onSource: source.flatMap { $0.meets(place) },
        onTarget: onTarget
      )
    }
  }
}
