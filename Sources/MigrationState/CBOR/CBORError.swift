/// Bytes that are not the deterministic CBOR that was expected, and where.
public struct CBORError: Error, Equatable, Sendable {
  /// The offset of the offending item, from 0; of the first byte that lacks if bytes lack.
  public let offset: Int

  /// What is wrong there.
  public let reason: Reason

  /// Creates an error.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension CBORError: CustomStringConvertible {
  /// The error in words: `offset 17: …`.
  public var description: String { "offset \(offset): \(reason)" }
}
