/// Reads the named members of a JSON object and remembers which names it was asked for.
///
/// Asking for a member makes its key known, whether the object has it or not. What is left at
/// the end is unknown, and the caller can warn about it.
public struct JSONObjectReader: Sendable {
  /// The object itself, to report errors about it.
  public let cursor: JSONCursor

  private let object: JSONObject
  private var isKnown: [Bool]

  init(cursor: JSONCursor, object: JSONObject) {
    self.cursor = cursor
    self.object = object
    self.isKnown = Array(repeating: false, count: object.members.count)
  }

  /// The member with a key the document must have.
  ///
  /// - Throws: `DocumentError` if the object does not have the key.
  public mutating func required(_ key: String) throws(DocumentError) -> JSONCursor {
    guard let member = optional(key) else {
      throw cursor.error(.missingKey(key), at: cursor.path.appending(.key(key)))
    }
    return member
  }

  /// The member with a key the document may have, or `nil` if it does not.
  ///
  /// A member that is `null` is there: its value is of the wrong kind, not absent.
  public mutating func optional(_ key: String) -> JSONCursor? {
    guard let position = object.position(of: key) else { return nil }
    isKnown[position] = true
    return cursor.child(.key(key), object.members[position].value)
  }

  /// The paths of the members that were not asked for, in the order of the text.
  public func unknownPaths() -> [JSONPath] {
    zip(object.members, isKnown).compactMap { member, isKnown in
      isKnown ? nil : cursor.path.appending(.key(member.key))
    }
  }
}
