/// The features that one configuration advertises.
public struct FeatureSet: Hashable, Sendable {
  private let truth: [Bool]

  init(truth: [Bool]) {
    self.truth = truth
  }

  /// True when the configuration has the feature; false for unknown names too.
  public func contains(_ name: String) -> Bool {
    FeatureTable.standard.index(of: name).map { truth[$0] } ?? false
  }

  /// The names of the features, in the order of ``FeatureTable/features``.
  public var names: [String] {
    zip(FeatureTable.standard.features, truth).compactMap { $1 ? $0.name : nil }
  }

  /// The features that this set has and the other lacks, in table order.
  public func subtracting(_ other: FeatureSet) -> [Feature] {
    FeatureTable.standard.features.indices.compactMap {
      truth[$0] && !other.truth[$0] ? FeatureTable.standard.features[$0] : nil
    }
  }
}
