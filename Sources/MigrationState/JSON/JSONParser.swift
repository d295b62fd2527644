/// A recursive-descent parser over the bytes of one JSON text.
///
/// Bytes are scanned and strings are cut out in one piece; a string is built byte by byte only
/// if it has escapes (see `JSONParser+Strings.swift`).
struct JSONParser {
  let bytes: [UInt8]
  var position = 0

  /// The steps from the root to the value being read: only the duplicate-key error needs them.
  private var path: [JSONPath.Component] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func parseDocument() throws(JSONSyntaxError) -> JSONNode {
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw error(.byteOrderMark, at: 0) }
    try checkUTF8(before: bytes.count)
    skipWhitespace()
    guard position < bytes.count else { throw error(.emptyInput, at: 0) }
    let root = try parseValue(depth: 0)
    skipWhitespace()
    if let extra = scalar(at: position) { throw error(.contentAfterValue(extra), at: position) }
    return root
  }

  /// Checks that the bytes before an offset are UTF-8.
  private func checkUTF8(before end: Int) throws(JSONSyntaxError) {
    do {
      _ = try UTF8Span(validating: bytes.span.extracting(..<end))
    } catch {
      throw self.error(.invalidUTF8, at: error.byteOffsets.lowerBound)
    }
  }

  /// Parses the bracket that opens an object and its first member, up to what ends the member: a
  /// text that is cut off there could have held a longer value.
  mutating func parseFirstMember() throws(JSONSyntaxError) -> (key: String, value: JSONNode) {
    skipWhitespace()
    guard peek() == UInt8(ascii: "{") else { throw unexpected("\"{\"") }
    try enter(depth: 1)
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a key") }
    let key = try parseString()
    skipWhitespace()
    guard consume(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
    skipWhitespace()
    let value = try parseValue(depth: 1)
    skipWhitespace()
    guard peek() == UInt8(ascii: ",") || peek() == UInt8(ascii: "}") else {
      throw unexpected("\",\" or \"}\"")
    }
    try checkUTF8(before: position)
    return (key, value)
  }

  /// Parses the value that starts at `position`, inside of `depth` arrays and objects.
  private mutating func parseValue(depth: Int) throws(JSONSyntaxError) -> JSONNode {
    let start = position
    let value: JSONValue
    guard let first = peek() else { throw unexpected("a value") }
    switch first {
    case UInt8(ascii: "{"): value = .object(try parseObject(depth: depth + 1))
    case UInt8(ascii: "["): value = .array(try parseArray(depth: depth + 1))
    case UInt8(ascii: "\""): value = .string(try parseString())
    case UInt8(ascii: "t"): value = try parseLiteral("true", .bool(true))
    case UInt8(ascii: "f"): value = try parseLiteral("false", .bool(false))
    case UInt8(ascii: "n"): value = try parseLiteral("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      value = .number(try parseNumber())
    default: throw unexpected("a value")
    }
    return JSONNode(value, range: start..<position)
  }

  private mutating func parseObject(depth: Int) throws(JSONSyntaxError) -> JSONObject {
    try enter(depth: depth)
    var object = JSONObject()
    if consume(UInt8(ascii: "}")) { return object }
    while true {
      let keyStart = position
      guard peek() == UInt8(ascii: "\"") else {
        throw object.members.isEmpty
          ? unexpected("a key or \"}\"") : afterComma(closing: "}", expected: "a key")
      }
      let key = try parseString()
      skipWhitespace()
      guard consume(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
      skipWhitespace()
      path.append(.key(key))
      let value = try parseValue(depth: depth)
      guard object.append(key: key, value: value) else {
        throw error(.duplicateKey(key, path: JSONPath(path)), at: keyStart)
      }
      path.removeLast()
      skipWhitespace()
      if consume(UInt8(ascii: "}")) { return object }
      guard consume(UInt8(ascii: ",")) else { throw unexpected("\",\" or \"}\"") }
      skipWhitespace()
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
    try enter(depth: depth)
    var elements: [JSONNode] = []
    if consume(UInt8(ascii: "]")) { return elements }
    while true {
      if peek() == UInt8(ascii: "]") { throw afterComma(closing: "]", expected: "a value") }
      path.append(.index(elements.count))
      elements.append(try parseValue(depth: depth))
      path.removeLast()
      skipWhitespace()
      if consume(UInt8(ascii: "]")) { return elements }
      guard consume(UInt8(ascii: ",")) else { throw unexpected("\",\" or \"]\"") }
      skipWhitespace()
    }
  }

  private mutating func parseLiteral(
    _ word: StaticString,
    _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count,
      word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) })
    else { throw error(.invalidLiteral, at: position) }
    position = end
    return value
  }

  /// Steps over the opening bracket at `position` and what space follows it.
  private mutating func enter(depth: Int) throws(JSONSyntaxError) {
    guard depth <= JSONDocument.nestingLimit else {
      throw error(.nestedTooDeeply(limit: JSONDocument.nestingLimit), at: position)
    }
    position += 1
    skipWhitespace()
  }

  /// The error for what stands after a comma: the comma itself is at fault before a bracket.
  private func afterComma(closing: Unicode.Scalar, expected: String) -> JSONSyntaxError {
    guard scalar(at: position) == closing else { return unexpected(expected) }
    let comma = bytes[..<position].lastIndex(of: UInt8(ascii: ",")) ?? position
    return error(.trailingComma, at: comma)
  }
}
