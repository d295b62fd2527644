/// Bytes that are not the canonical form that was expected, and where.
public struct CanonicalError: Error, Equatable, Sendable {
  /// The ways in which bytes can fail to be a canonical form.
  public enum Reason: Equatable, Sendable {
    /// The bytes are not the deterministic CBOR that `schema/canonical.cddl` describes.
    case malformed(CBORError.Reason)
    /// The item is of another kind.
    case wrongKind(expected: [String], found: String)
    /// The item is of a version that only a newer program reads.
    case newerVersion(kind: String, found: UInt64, supported: UInt64)
    /// The content does not have the digest that stands beside it.
    case digestMismatch
  }

  /// The offset of the offending item, from 0; of the first byte that lacks if bytes lack.
  public let offset: Int

  /// What is wrong there.
  public let reason: Reason

  /// Creates an error.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// Runs a body of the CBOR layer and turns its error into one of this layer.
  static func wrap<Value>(
    _ body: () throws(CBORError) -> Value
  ) throws(CanonicalError) -> Value {
    do throws(CBORError) {
      return try body()
    } catch {
      throw CanonicalError(offset: error.offset, reason: .malformed(error.reason))
    }
  }
}

extension CanonicalError: CustomStringConvertible {
  /// The error in words: `offset 17: …`.
  public var description: String { "offset \(offset): \(reason)" }
}

extension CanonicalError.Reason: CustomStringConvertible {
  /// The reason in words, without the offset.
  public var description: String {
    switch self {
    case .malformed(let reason): reason.description
    case .wrongKind(let expected, let found):
      "expected \(expected.joined(separator: " or ")), found \(JSONWriter().string(.string(found)))"
    case .newerVersion(let kind, let found, let supported):
      "written by a newer version: \(kind) version \(found), this one reads up to \(supported)"
    case .digestMismatch: "the content does not have its digest: it was altered or damaged"
    }
  }
}
