/// The build id in the kernel's ELF notes.
enum BuildID {
  /// The type of a note that holds a build id, when its owner is "GNU".
  private static let noteType = 3

  /// Finds the build id; nil when there is none.
  ///
  /// - Parameter notes: the content of `/sys/kernel/notes`: notes of three 32-bit words (size of the
  ///   owner, size of the content, type), the owner and the content, each padded to 4 bytes.
  /// - Returns: the id in lower-case hexadecimal.
  static func find(_ notes: [UInt8]) -> String? {
    func word(_ at: Int) -> Int {
      notes[at..<at + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var at = 0
    while at + 12 <= notes.count {
      let (owner, content) = (word(at), word(at + 4))
      let start = at + 12 + (owner + 3) & ~3
      guard start + content <= notes.count else { return nil }
      if word(at + 8) == noteType, notes[at + 12..<at + 12 + owner].starts(with: "GNU".utf8) {
        return notes[start..<start + content].map(Self.digits).joined()
      }
      at = start + (content + 3) & ~3
    }
    return nil
  }

  private static func digits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
