/// A label of a host.
public struct HostLabel: Hashable, Sendable {
  /// The key whose values are the names of pools.
  public static let pool = "pool"

  /// The host's name.
  public let host: String
  /// The key.
  public let key: String
  /// The value; a key can have several.
  public let value: String
}
