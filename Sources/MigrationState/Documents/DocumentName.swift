/// The rule for names of hosts and VMs.
public enum DocumentName {
  /// Why a text cannot be a name; nil when it can.
  ///
  /// A name is 1 to 255 bytes, without control characters, `/` and `,` (it becomes a file name and
  /// an element of a list), does not begin with `@` or `-` (it stands on a command line), and is
  /// neither `.` nor `..`.
  public static func refusal(_ name: String) -> String? {
    if name.isEmpty { return "a name cannot be empty" }
    if name.utf8.count > 255 { return "a name cannot be longer than 255 bytes" }
    if name == "." || name == ".." { return "`\(name)` cannot be a name" }
    if let first = name.first, first == "@" || first == "-" {
      return "a name cannot begin with `\(first)`"
    }
    for scalar in name.unicodeScalars {
      if scalar.value < 0x20 || 0x7f...0x9f ~= scalar.value {
        return "a name cannot hold control characters"
      }
      if scalar == "/" || scalar == "," { return "a name cannot hold `\(scalar)`" }
    }
    return nil
  }
}
