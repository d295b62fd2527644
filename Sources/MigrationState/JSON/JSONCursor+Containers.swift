extension JSONCursor {
  /// A reader for an object with named members, which remembers what it was asked for.
  ///
  /// - Throws: `DocumentError` if the value is not an object.
  public func object() throws(DocumentError) -> JSONObjectReader {
    guard case .object(let object) = node.value else { throw wrongType(.object) }
    return JSONObjectReader(cursor: self, object: object)
  }

  /// All members of an object that is used as a table, in the order of the text.
  ///
  /// - Throws: `DocumentError` if the value is not an object.
  public func members() throws(DocumentError) -> [(key: String, value: JSONCursor)] {
    guard case .object(let object) = node.value else { throw wrongType(.object) }
    return object.members.map { ($0.key, child(.key($0.key), $0.value)) }
  }

  /// The elements of an array.
  ///
  /// - Throws: `DocumentError` if the value is not an array.
  public func array() throws(DocumentError) -> [JSONCursor] {
    guard case .array(let elements) = node.value else { throw wrongType(.array) }
    return elements.enumerated().map { child(.index($0.offset), $0.element) }
  }
}
