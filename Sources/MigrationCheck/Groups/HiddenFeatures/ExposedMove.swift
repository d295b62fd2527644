import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What a move changes in what a VM meets of the features it does not advertise.
struct ExposedMove {
  /// nil when the source is not known, or no model tells of its kernel.
  let source: HostExposures?
  let target: HostExposures
  /// The host where the VM was started, if that is known and is not the source.
  let started: HostExposures?
  /// True when the VM stays on the host it runs on.
  let stays: Bool
  /// Features of which the VM's records do not tell whether it advertises them: group 6 says so.
  let undetermined: FeatureSet
  let policy: VerdictDocument.Policy
  let comparison: ExposureComparison

  init(
    source: HostExposures?,
    target: HostExposures,
    started: HostExposures?,
    stays: Bool,
    undetermined: FeatureSet,
    policy: VerdictDocument.Policy
  ) {
    self.source = source
    self.target = target
    self.started = started
    self.stays = stays
    self.undetermined = undetermined
    self.policy = policy
    comparison = ExposureComparison(from: source?.set, to: target.set)
  }

  /// True when both hosts have the same kinds of CPU: what KVM never offers is then on both or on
  /// neither.
  private var hasSameCPUs: Bool { source.map(target.hasSameCPUs) ?? false }

  /// How new it is that the VM meets a feature on the target.
  private func novelty(_ place: Int) -> Novelty {
    if stays { return .stays }
    guard let source else { return .sourceUnknown }
    // The same CPU has what the other record does not tell of.
    guard let isMet = source.meets(place) ?? (hasSameCPUs && source.set.open[place] ? true : nil)
    else { return .perhapsNew(source: source.host.name) }
    if !isMet { return .new(source: source.host.name) }
    if let started, started.meets(place) != true {
      return .newSinceStart(host: started.host.name)
    }
    return .already(source: source.host.name)
  }

  // MARK: Findings

  /// Features that the VM surely meets on the target.
  ///
  /// What KVM never offers is passed over between hosts with the same CPU, except by the policy
  /// strict: ``doubtful`` notes it.
  var met: [Finding] {
    var met = target.set.exposed.removing(undetermined)
    if hasSameCPUs, policy != .strict { met = met.removing(comparison.neverOffered) }
    return met.places.flatMap { place -> [Finding] in
      guard let exposure = target.set[FeatureTable.standard.features[place].name] else { return [] }
      return findings(exposure, novelty(place), isMasked: target.set.masked[place])
    }
  }

  /// Features that the VM met on the source and does not meet on the target.
  ///
  /// Bits of control registers are judged by the state they are in.
  var ended: [Finding] {
    guard let source else { return [] }
    return comparison.ends.removing(undetermined).places.compactMap { place in
      let feature = FeatureTable.standard.features[place].name
      guard let exposure = source.set[feature], exposure.grade != .registerOnly else { return nil }
      let lacks = target.set.host.absent[place]
      var finding = FindingKind.exposureEnds.finding(
        .warn,
        feature,
        "\(feature): the VM does not advertise it and reaches it on \(source.host.name); "
          + "\(target.host.name) \(lacks ? "lacks" : "hides") it"
      )
      finding.feature = feature
      finding.remedy = FindingKind.exposureEnds.remedy
      return finding
    }
  }

  /// Features that the target implements, where capabilities that its record does not tell decide.
  ///
  /// A VM that met the feature on the source meets it again or loses it: neither refuses.
  var undecided: [Finding] {
    comparison.undecided.removing(undetermined).places.map { place in
      let feature = FeatureTable.standard.features[place].name
      let isMetBefore = source?.meets(place) == true && policy != .strict
      var finding = FindingKind.exposureUnknown.finding(
        stays ? .note : isMetBefore ? .warn : .undecided,
        feature,
        "\(feature): \(target.host.name) implements it, and its record does not tell whether it can "
          + "hide it"
      )
      finding.feature = feature
      finding.remedy = FindingKind.exposureUnknown.remedy
      return finding
    }
  }

  /// Features that the target does not hide and that no record tells whether it implements, in one
  /// finding.
  ///
  /// Between hosts with the same CPU, those that the source would hide.
  var doubtful: [Finding] {
    var open = comparison.unknown.union(comparison.neverOffered)
      .removing(target.set.masked).removing(undetermined)
    if hasSameCPUs, let source {
      open = open.removing(source.set.open)
    } else {
      open = open.removing(target.set.exposed)
    }
    guard open != FeatureSet() else { return [] }
    let names = open.names.joined(separator: ", ")
    var finding = FindingKind.exposureUnknown.finding(
      hasSameCPUs ? .note : .warn,
      target.host.name,
      "\(target.host.name) would not hide \(names) from the VM if it has any, "
        + (hasSameCPUs
          ? "and both hosts have the same CPU" : "and its record does not tell")
    )
    finding.remedy = FindingKind.exposureUnknown.remedy
    return [finding]
  }
}
