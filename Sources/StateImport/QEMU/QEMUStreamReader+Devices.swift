/// Sections of devices, whose layout stands only at the end of the stream, if at all.
///
/// A section ends where its footer is followed by the beginning of another element. The vCPUs'
/// sections are checked against the description, or the known layout, afterwards.
extension QEMUStreamReader {
  /// The longest section of a vCPU, and the most that all of them may take.
  private static let vcpuLimit = 1 << 20
  private static let vcpuTotalLimit = 64 << 20

  /// Steps over the body and the footer of a section.
  ///
  /// - Returns: the body, if it is to be kept.
  /// - Throws: ``ImportError`` when the file ends before the footer, or the section is too long.
  func device(_ id: UInt32, _ name: String, keeps: Bool) throws(ImportError) -> [UInt8]? {
    let start = cursor.offset
    var body: [UInt8] = []
    while true {
      let found = try cursor.seek(Mark.footer) { if keeps { body += $0 } }
      if found, try isFooter(id) {
        try footer(id)
        return keeps ? body : nil
      }
      if found {
        if keeps { body.append(Mark.footer) }
        _ = try cursor.byte("section \(name)")
      }
      guard try !cursor.isAtEnd() else {
        throw cursor.error(
          "section \(name) with its footer",
          found: "the end of the file",
          at: start
        )
      }
      if keeps {
        let kept = stream.vcpus.reduce(body.count) { $0 + $1.body.count }
        guard body.count <= Self.vcpuLimit, kept <= Self.vcpuTotalLimit else {
          throw cursor.error(
            "a vCPU of at most \(Self.vcpuLimit) bytes, all of at most \(Self.vcpuTotalLimit)",
            found: "a section without a footer so far",
            at: start
          )
        }
      }
    }
  }

  /// True when the footer of the section stands here, and a possible element behind it.
  private func isFooter(_ id: UInt32) throws(ImportError) -> Bool {
    let near = try cursor.peek(5)
    guard near.count == 5, Self.number(near[1...]) == id else { return false }
    let bytes = Array(try cursor.peek(5 + 5 + 1 + 255 + 8).dropFirst(5))
    switch bytes.first {
    case Mark.end:
      // The description, padding or the end of the file.
      return bytes.count == 1 || bytes[1] == Mark.description || bytes[1] == 0
    case Mark.command: return bytes.count >= 5 && bytes[1] == 0 && bytes[2] <= 64
    case Mark.part, Mark.last:
      return bytes.count >= 5 && names[Self.number(bytes[1..<5])] != nil
    case Mark.start, Mark.full:
      guard bytes.count > 6, bytes[5] > 0, bytes.count >= 6 + Int(bytes[5]) + 8 else {
        return false
      }
      let name = bytes[6..<6 + Int(bytes[5])]
      let version = Self.number(bytes[(name.endIndex + 4)..<(name.endIndex + 8)])
      return name.allSatisfy { 0x21...0x7e ~= $0 } && version < 0x1_0000
    default: return false
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
