/// A label of a host.
public struct HostLabel: Hashable, Sendable {
  /// The key whose values are the names of pools.
  public static let pool = "pool"

  /// The host's name.
  public let host: String
  /// The key.
  public let key: String
  /// The value; a key can have several.
  public let value: String

  /// Why a text can be neither the key nor the value of a label; nil when it can.
  ///
  /// It is not empty, has no white space around it, which nobody would see, and no control
  /// characters, which a table would hand to the terminal.
  public static func refusal(_ text: String) -> String? {
    guard let first = text.first, let last = text.last else { return "cannot be empty" }
    if first.isWhitespace || last.isWhitespace { return "cannot have white space around it" }
    let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    return hasControl ? "cannot hold control characters" : nil
  }
}
