extension DocumentError {
  /// The ways in which a value can fail its schema.
  public enum Reason: Equatable, Sendable {
    /// The value is of another kind.
    case wrongType(expected: JSONKind, found: JSONKind)
    /// The object does not have this key, which is required.
    case missingKey(String)
    /// The string is not `0x` followed by one or more hexadecimal digits.
    case badHex
    /// The number has bits set beyond its lowest `bits` bits.
    case tooWide(bits: Int)
    /// The number has a fraction or an exponent.
    case notAnInteger
    /// The integer is outside of this range.
    case outOfRange(ClosedRange<Int>)
    /// A rule of the document itself, in words.
    case other(String)
  }
}

extension DocumentError.Reason: CustomStringConvertible {
  /// The reason in words, without the place and the value.
  public var description: String {
    switch self {
    case .wrongType(let expected, let found): "expected \(expected), found \(found)"
    case .missingKey(let key): "missing key \(JSONWriter().string(.string(key)))"
    case .badHex: "expected a hex string \"0x…\""
    case .tooWide(let bits): "wider than \(bits) bits"
    case .notAnInteger: "expected an integer without fraction or exponent"
    case .outOfRange(let range):
      "out of range, expected \(range.lowerBound) to \(range.upperBound)"
    case .other(let text): text
    }
  }
}
