/// Why one request of a batch cannot be answered; the run goes on.
public struct BatchError: Error, Hashable, Sendable {
  /// The reason, in one line.
  public let reason: String

  /// Makes an error from its reason.
  public init(_ reason: String) {
    self.reason = reason
  }
}
