/// A parsed JSON text (RFC 8259), together with its bytes.
public struct JSONDocument: Sendable {
  /// The deepest nesting of arrays and objects that is accepted.
  public static let nestingLimit = 64

  /// The text, as it was given.
  public let bytes: [UInt8]

  /// The value of the text.
  public let root: JSONNode

  /// Parses a whole text, strictly.
  ///
  /// Nothing beyond RFC 8259 is accepted: no comment, no trailing comma, no byte order mark, no
  /// second value. Two things it leaves open are refused: a key that stands twice in an object,
  /// and an escaped surrogate without its other half.
  ///
  /// - Parameter bytes: The text, in UTF-8.
  /// - Throws: `JSONSyntaxError` for the first fault of the text. A text that is not UTF-8 is
  ///   refused for that before anything else in it is looked at.
  /// - Complexity: O(*n*) in the length of the text.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes)
    self.root = try parser.parseDocument()
    self.bytes = bytes
  }

  /// The first member of an object, whether or not what follows it is JSON; nil when the text does not
  /// begin with one in UTF-8, and the comma or bracket that ends it.
  public static func firstMember(of bytes: [UInt8]) -> (key: String, value: JSONNode)? {
    var parser = JSONParser(bytes: bytes)
    return try? parser.parseFirstMember()
  }

  /// A cursor at the root, to decode the document with.
  public var cursor: JSONCursor {
    JSONCursor(bytes: bytes, node: root, path: .root)
  }

  /// The line and column of a byte of the document.
  ///
  /// - Complexity: O(*offset*).
  public func position(at offset: Int) -> TextPosition {
    TextPosition(offset: offset, in: bytes)
  }
}
