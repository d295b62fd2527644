/// Something that ``StateStore/verify()`` found wrong.
public struct StoreFault: Hashable, Sendable, CustomStringConvertible {
  /// What it is about: a table, or a record by kind and name or digest.
  public let subject: String
  /// What is wrong with it.
  public let reason: String

  /// The fault in words.
  public var description: String { "\(subject): \(reason)" }
}
