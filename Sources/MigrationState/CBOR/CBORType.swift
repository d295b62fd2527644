/// The kinds of CBOR item that our documents use (RFC 8949 section 3.1).
///
/// Floating-point numbers, `undefined` and unassigned simple values are not among them.
public enum CBORType: Equatable, Hashable, Sendable {
  /// An unsigned integer, 0 to 2⁶⁴ − 1 (major type 0).
  case unsigned
  /// A negative integer, −2⁶⁴ to −1 (major type 1).
  case negative
  /// A byte string (major type 2).
  case bytes
  /// A text string (major type 3).
  case text
  /// An array (major type 4).
  case array
  /// A map (major type 5).
  case map
  /// A tag, together with the item it stands before (major type 6).
  case tag
  /// `false` or `true` (major type 7, values 20 and 21).
  case bool
  /// `null` (major type 7, value 22).
  case null

  /// The type that an initial byte announces, or `nil` if it is one we do not use.
  init?(initialByte: UInt8) {
    switch (initialByte >> 5, initialByte & 0x1F) {
    case (0, _): self = .unsigned
    case (1, _): self = .negative
    case (2, _): self = .bytes
    case (3, _): self = .text
    case (4, _): self = .array
    case (5, _): self = .map
    case (6, _): self = .tag
    case (7, 20), (7, 21): self = .bool
    case (7, 22): self = .null
    default: return nil
    }
  }

  /// The three high bits of the initial byte.
  var majorType: UInt8 {
    switch self {
    case .unsigned: 0
    case .negative: 1
    case .bytes: 2
    case .text: 3
    case .array: 4
    case .map: 5
    case .tag: 6
    case .bool, .null: 7
    }
  }
}

extension CBORType: CustomStringConvertible {
  /// The type in words, with its article: `a byte string`.
  public var description: String {
    switch self {
    case .unsigned: "an unsigned integer"
    case .negative: "a negative integer"
    case .bytes: "a byte string"
    case .text: "a text string"
    case .array: "an array"
    case .map: "a map"
    case .tag: "a tag"
    case .bool: "a boolean"
    case .null: "null"
    }
  }
}
