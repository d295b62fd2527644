/// A bundle that cannot be read, and where.
public struct BundleError: Error, Equatable, Sendable {
  /// The ways in which a bundle can fail.
  public enum Reason: Equatable, Sendable {
    /// The item is not the canonical form it should be.
    case item(CanonicalError.Reason)
    /// The bytes end before the bundle does.
    case truncated
    /// The item is larger than `limit` bytes.
    case tooLarge(limit: Int)
    /// The end of the bundle does not agree with the documents before it.
    case incomplete(announced: Int, found: Int)
    /// Bytes follow the end of the bundle.
    case trailingBytes
  }

  /// The number of the item in the bundle; 0 is its start, 1 the first document.
  public let item: Int

  /// The offset in the bundle, from 0, at which reading failed.
  public let offset: Int

  /// What is wrong there.
  public let reason: Reason

  /// Creates an error.
  public init(item: Int, offset: Int, reason: Reason) {
    self.item = item
    self.offset = offset
    self.reason = reason
  }
}

extension BundleError: CustomStringConvertible {
  /// The error in words: `item 3, offset 1017: …`.
  public var description: String { "item \(item), offset \(offset): \(reason)" }
}

extension BundleError.Reason: CustomStringConvertible {
  /// The reason in words, without the place.
  public var description: String {
    switch self {
    case .item(let reason): reason.description
    case .truncated: "the bundle is cut off"
    case .tooLarge(let limit): "an item of more than \(limit) bytes"
    case .incomplete(let announced, let found) where announced == found:
      "the documents are not those that were written, or not in their order"
    case .incomplete(let announced, let found):
      "\(announced) documents were written, \(found) are here"
    case .trailingBytes: "bytes after the end of the bundle"
    }
  }
}
