/// A feature that a VM does not advertise and that stays reachable on a host.
public struct ExposureRecord: Hashable, Sendable {
  /// The feature.
  public var feature: String
  /// The encodings that stay reachable on the target, in generic spelling, ascending.
  public var encodings: [String]
  /// Reachable on the source host; nil when unknown.
  public var onSource: Bool?
  /// Reachable on the target host; nil when unknown.
  public var onTarget: Bool?

  /// Makes a record from its parts.
  public init(feature: String, encodings: [String], onSource: Bool?, onTarget: Bool?) {
    self.feature = feature
    self.encodings = encodings
    self.onSource = onSource
    self.onTarget = onTarget
  }
}
