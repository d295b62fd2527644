extension JSONSyntaxError {
  /// The ways in which a text can fail to be JSON.
  public enum Reason: Equatable, Sendable {
    /// There is no byte, or nothing but white space.
    case emptyInput
    /// The text starts with a byte order mark, which RFC 8259 section 8.1 forbids to send.
    case byteOrderMark
    /// The bytes are not UTF-8 (overlong forms and surrogates are not either).
    case invalidUTF8
    /// Something else than what the grammar asks for; `found` is `nil` at the end of the input.
    case unexpected(found: Unicode.Scalar?, expected: String)
    /// A comma with no element or member after it.
    case trailingComma
    /// Something follows the value that is not white space.
    case contentAfterValue(Unicode.Scalar)
    /// A word that starts like `true`, `false` or `null` and is not.
    case invalidLiteral
    /// A number starts with a zero that is followed by another digit.
    case leadingZero
    /// The closing quote is missing; the place is that of the opening one.
    case unterminatedString
    /// A raw control character (below U+0020) in a string.
    case controlCharacter(Unicode.Scalar)
    /// A backslash and something that does not make an escape with it.
    case invalidEscape
    /// A `\u` escape that is one half of a surrogate pair without the other.
    case loneSurrogate(UInt16)
    /// An object has this key already; the path is that of the member.
    case duplicateKey(String, path: JSONPath)
    /// Arrays and objects are nested more than `limit` deep.
    case nestedTooDeeply(limit: Int)
  }
}

extension JSONSyntaxError.Reason: CustomStringConvertible {
  /// The reason in words, without the place.
  public var description: String {
    switch self {
    case .emptyInput: "the input is empty"
    case .byteOrderMark:
      "the input starts with a byte order mark (EF BB BF), which JSON must not have: save it without"
    case .invalidUTF8: "the input is not valid UTF-8"
    case .unexpected(nil, let expected): "expected \(expected), but the input ends"
    case .unexpected(.some(let found), let expected):
      "expected \(expected), found \(Self.name(found))"
    case .trailingComma: "a comma with nothing after it"
    case .contentAfterValue(let found): "\(Self.name(found)) after the end of the value"
    case .invalidLiteral: "expected a value, found a word that is not true, false or null"
    case .leadingZero: "a number with a leading zero"
    case .unterminatedString: "a string without its closing quote"
    case .controlCharacter(let found): "\(Self.name(found)) in a string must be escaped"
    case .invalidEscape: "an invalid escape sequence"
    case .loneSurrogate(let unit):
      "the surrogate \\u\(String(unit, radix: 16)) without the other half of its pair"
    case .duplicateKey(let key, let path):
      "the key \(JSONWriter().string(.string(key))) stands twice (\(path))"
    case .nestedTooDeeply(let limit): "nested more than \(limit) levels deep"
    }
  }

  /// A scalar in quotes, or its number if it would not be visible or could steer a terminal.
  private static func name(_ scalar: Unicode.Scalar) -> String {
    if (0x21...0x7E).contains(scalar.value) { return "\"\(scalar)\"" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
