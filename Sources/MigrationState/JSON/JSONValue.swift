/// A parsed JSON value, without its place in the text (see ``JSONNode``).
public enum JSONValue: Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case bool(Bool)
  /// A number, as its literal text: no digit is lost and nothing is rounded.
  case number(String)
  /// A string, with its escapes resolved.
  case string(String)
  /// An array, in the order of the text.
  case array([JSONNode])
  /// An object, in the order of the text.
  case object(JSONObject)
}

extension JSONValue {
  /// Which of the six kinds this is.
  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// The number as an `Int`.
  ///
  /// `nil` if this is not a number, has a fraction or an exponent (even `1.0`), or does not fit.
  public var intValue: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// The number as a `UInt64`.
  ///
  /// `nil` if this is not a number, is negative (`-0` is 0), has a fraction or an exponent, or
  /// does not fit.
  public var uint64Value: UInt64? {
    guard case .number(let text) = self else { return nil }
    return UInt64(text)
  }
}
