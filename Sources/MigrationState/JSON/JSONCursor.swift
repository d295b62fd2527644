/// A value of a JSON document together with its path: what a strict decoder reads from.
///
/// Every accessor either returns exactly what it names or throws an error with the path, the
/// value and its place; nothing is converted from one kind to another.
public struct JSONCursor: Sendable {
  /// The value.
  public let node: JSONNode

  /// The path of the value.
  public let path: JSONPath

  /// The document, to quote it and to find lines.
  private let bytes: [UInt8]

  init(bytes: [UInt8], node: JSONNode, path: JSONPath) {
    self.bytes = bytes
    self.node = node
    self.path = path
  }

  /// Whether the value is `null`.
  public var isNull: Bool { node.value.kind == .null }

  /// An error about this value, for rules that only the caller knows.
  public func error(_ reason: DocumentError.Reason) -> DocumentError {
    error(reason, at: path)
  }

  /// An error about this value that speaks of another path (that of a missing member).
  func error(_ reason: DocumentError.Reason, at path: JSONPath) -> DocumentError {
    let position = TextPosition(offset: node.offset, in: bytes)
    return DocumentError(
      path: path.description,
      value: node.excerpt(of: bytes),
      reason: reason,
      line: position.line,
      column: position.column
    )
  }

  func wrongType(_ expected: JSONKind) -> DocumentError {
    error(.wrongType(expected: expected, found: node.value.kind))
  }

  /// A cursor at a value inside this one.
  func child(_ component: JSONPath.Component, _ node: JSONNode) -> JSONCursor {
    JSONCursor(bytes: bytes, node: node, path: path.appending(component))
  }
}
