/// The members of a JSON object, in the order of the text; no key stands twice.
public struct JSONObject: Sendable {
  /// One key and its value.
  public struct Member: Sendable {
    /// The key, with its escapes resolved.
    public let key: String
    /// The value.
    public let value: JSONNode
  }

  /// The members, in the order of the text.
  public private(set) var members: [Member] = []

  /// Where each key stands in `members`; empty while the object is small.
  private var positions: [String: Int] = [:]

  /// Up to this many members a scan is faster than hashing.
  private static let scanLimit = 8

  init() {}

  /// The value of a key, or `nil` if the object does not have it.
  ///
  /// - Complexity: O(1) on average.
  public subscript(key: String) -> JSONNode? {
    position(of: key).map { members[$0].value }
  }

  /// Where a key stands in `members`, or `nil` if the object does not have it.
  ///
  /// Keys are equal if their bytes are. String equality alone would take a KELVIN SIGN for a `K`.
  func position(of key: String) -> Int? {
    guard let position = equivalentPosition(of: key) else { return nil }
    return members[position].key.utf8.elementsEqual(key.utf8) ? position : nil
  }

  /// Adds a member, or returns `false` if the object has the key.
  ///
  /// Keys that Unicode holds equivalent count as the same one: code that puts them into a
  /// dictionary could not tell them apart and would drop one.
  mutating func append(key: String, value: JSONNode) -> Bool {
    if members.count > Self.scanLimit {
      guard positions.updateValue(members.count, forKey: key) == nil else { return false }
    } else {
      guard equivalentPosition(of: key) == nil else { return false }
    }
    members.append(Member(key: key, value: value))
    if members.count == Self.scanLimit + 1 {
      for (position, member) in members.enumerated() { positions[member.key] = position }
    }
    return true
  }

  private func equivalentPosition(of key: String) -> Int? {
    members.count > Self.scanLimit
      ? positions[key]
      : members.firstIndex { $0.key == key }
  }
}
