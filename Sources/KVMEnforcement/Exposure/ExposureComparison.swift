import ArmArchitecture

/// How a move changes what a VM reaches of the features it does not advertise.
///
/// Every feature stands in at most one of the sets. A feature counts as met on a host when the host
/// is known to implement it and surely does not hide it; as not met when the host is known to lack
/// it or surely hides it, or the VM advertises it there; as unknown otherwise.
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

  /// Compares the exposures of one VM on two hosts; the source is nil when it is not known.
  ///
  /// - Complexity: O(*n*) in the words of a ``FeatureSet``.
  public init(from source: ExposureSet?, to target: ExposureSet) {
    let met = target.exposed
    let open = target.open.union(target.perhapsOpen)
    undecided = target.perhapsOpen.intersection(target.host.present)
    unknown = open.removing(target.host.present)
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
    ends = source.exposed.removing(open).removing(target.advertised)
  }
}
