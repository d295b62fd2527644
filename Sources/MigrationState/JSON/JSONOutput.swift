/// A JSON value to be written.
///
/// Literals make values: `["name": "rack2-07", "cpus": [1, 2], "mte": false]`. There is no nil
/// literal: in optional context it would be a `null` where "absent" is meant.
public enum JSONOutput: Equatable, Sendable {
  /// One key and its value.
  public struct Member: Equatable, Sendable {
    /// The key, not escaped.
    public var key: String
    /// The value.
    public var value: JSONOutput

    /// Creates a member.
    public init(_ key: String, _ value: JSONOutput) {
      self.key = key
      self.value = value
    }
  }

  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case bool(Bool)
  /// An integer. What is wider than 32 bits is a hex string in our documents.
  case int(Int)
  /// A number of any size, spelt as JSON spells it.
  case number(String)
  /// A string, not escaped.
  case string(String)
  /// An array.
  case array([JSONOutput])
  /// An object, its members in the order they are to be written; keys must not repeat.
  case object([Member])
}

extension JSONOutput: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Creates an integer.
  public init(integerLiteral value: Int) { self = .int(value) }

  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Creates an array.
  public init(arrayLiteral elements: JSONOutput...) { self = .array(elements) }

  /// Creates an object with its members in the order they stand here.
  public init(dictionaryLiteral elements: (String, JSONOutput)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
