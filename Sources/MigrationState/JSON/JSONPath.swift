/// The way from the root of a JSON document to one of its values.
public struct JSONPath: Equatable, Hashable, Sendable {
  /// One step of a path.
  public enum Component: Equatable, Hashable, Sendable {
    /// To the member of an object with this key.
    case key(String)
    /// To the element of an array with this index, from 0.
    case index(Int)
  }

  /// The steps, from the root.
  public let components: [Component]

  /// The path of the whole document.
  public static let root = JSONPath([])

  /// Creates a path from its steps.
  public init(_ components: [Component]) {
    self.components = components
  }

  /// This path, one step further.
  public func appending(_ component: Component) -> JSONPath {
    JSONPath(components + CollectionOfOne(component))
  }
}

extension JSONPath: CustomStringConvertible {
  /// The path spelt as `$.vcpuProfiles[3].registers.ID_AA64PFR0_EL1`.
  ///
  /// A key that is not made of ASCII letters, digits and `_` (no digit first) is spelt as
  /// `["key"]`, escaped as in JSON.
  public var description: String {
    var text = "$"
    for component in components {
      switch component {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isIdentifier(key): text += ".\(key)"
      case .key(let key): text += "[\(JSONWriter().string(.string(key)))]"
      }
    }
    return text
  }

  private static func isIdentifier(_ key: String) -> Bool {
    guard let first = key.utf8.first, !HexDigits.isDecimal(first) else { return false }
    return key.utf8.allSatisfy { byte in
      HexDigits.isDecimal(byte) || byte == UInt8(ascii: "_")
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }
}
