import ArmArchitecture

/// How a move changes what a VM reaches of the features it does not advertise.
///
/// Every feature stands in at most one of the sets. A feature counts as met on a host when the host
/// is known to implement it and surely does not hide it; as not met when the host is known to lack
/// it or surely hides it, or the VM advertises it there; as unknown otherwise.
///
/// What KVM never offers to a guest stands in ``neverOffered`` alone, since most records do not tell
/// whether a host has it.
public struct ExposureComparison: Hashable, Sendable {
  /// Met on the target, not met on the source.
  public let new: FeatureSet
  /// Met on both.
  public let already: FeatureSet
  /// Met on the target, unknown on the source; every feature met on the target when there is no
  /// source.
  public let newUnlessAlready: FeatureSet
  /// Unknown on the target: capabilities decide that are not known, of a feature that the host
  /// implements.
  public let undecided: FeatureSet
  /// Unknown on the target: not known to be implemented there, and not hidden if it is.
  public let unknown: FeatureSet
  /// Met on the source and not on the target, where the VM does not advertise it either: what the
  /// guest may have come to rely on breaks.
  public let ends: FeatureSet
  /// Never offered by KVM, and not hidden on the target if it is implemented there.
  public let neverOffered: FeatureSet

  /// Features that no fresh vCPU shows on any kernel.
  private static let unoffered: FeatureSet = {
    var features = FeatureSet()
    for (place, row) in FeatureHidings.standard.rows.enumerated() where row.telling == .nothing {
      features[place] = true
    }
    return features
  }()

  /// Compares the exposures of one VM on two hosts; the source is nil when it is not known.
  ///
  /// - Complexity: O(*n*) in the words of a ``FeatureSet``.
  public init(from source: ExposureSet?, to target: ExposureSet) {
    let met = target.exposed.removing(Self.unoffered)
    let open = target.open.union(target.perhapsOpen)
    undecided = target.perhapsOpen.intersection(target.host.present).removing(Self.unoffered)
    unknown = open.removing(target.host.present).removing(Self.unoffered)
    neverOffered = open.intersection(Self.unoffered)
    guard let source else {
      new = FeatureSet()
      already = FeatureSet()
      ends = FeatureSet()
      newUnlessAlready = met
      return
    }
    let openThere = source.open.union(source.perhapsOpen)
    already = met.intersection(source.exposed)
    new = met.removing(openThere)
    newUnlessAlready = met.removing(already).removing(new)
    ends = source.exposed.removing(open).removing(target.advertised).removing(Self.unoffered)
  }
}
