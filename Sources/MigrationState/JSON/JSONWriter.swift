/// Writes JSON values as UTF-8 text.
public struct JSONWriter: Sendable {
  /// Where line breaks and spaces go.
  public enum Layout: Equatable, Sendable {
    /// All on one line, without any white space.
    case compact
    /// One element or member a line, two spaces a level, a space after each colon.
    case pretty
  }

  /// Where line breaks and spaces go.
  public var layout: Layout

  /// Whether members are written in the order of their keys' UTF-8 bytes, not as given.
  public var sortedKeys: Bool

  /// Creates a writer.
  public init(_ layout: Layout = .compact, sortedKeys: Bool = false) {
    self.layout = layout
    self.sortedKeys = sortedKeys
  }

  /// Appends the text of a value to a buffer; no line feed follows it.
  public func write(_ value: JSONOutput, to buffer: inout [UInt8]) {
    write(value, depth: 0, to: &buffer)
  }

  /// The text of a value.
  public func string(_ value: JSONOutput) -> String {
    var buffer: [UInt8] = []
    write(value, to: &buffer)
    return String(decoding: buffer, as: UTF8.self)
  }

  private func write(_ value: JSONOutput, depth: Int, to buffer: inout [UInt8]) {
    switch value {
    case .null: buffer += "null".utf8
    case .bool(let value): buffer += (value ? "true" : "false").utf8
    case .int(let value): buffer += String(value).utf8
    case .number(let text): buffer += text.utf8
    case .string(let text): Self.writeQuoted(text, to: &buffer)
    case .array(let elements):
      writeList(elements, brackets: "[]", depth: depth, to: &buffer) { element, buffer in
        write(element, depth: depth + 1, to: &buffer)
      }
    case .object(let members):
      writeList(inOrder(members), brackets: "{}", depth: depth, to: &buffer) { member, buffer in
        Self.writeQuoted(member.key, to: &buffer)
        buffer.append(UInt8(ascii: ":"))
        if layout == .pretty { buffer.append(UInt8(ascii: " ")) }
        write(member.value, depth: depth + 1, to: &buffer)
      }
    }
  }

  private func inOrder(_ members: [JSONOutput.Member]) -> [JSONOutput.Member] {
    // Not the order of strings, which would depend on the version of Unicode.
    sortedKeys ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
  }

  /// Writes brackets and commas around and between items; an empty list stays on its line.
  private func writeList<Item>(
    _ items: [Item],
    brackets: String,
    depth: Int,
    to buffer: inout [UInt8],
    item write: (Item, inout [UInt8]) -> Void
  ) {
    buffer += brackets.utf8.prefix(1)
    for (index, item) in items.enumerated() {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      breakLine(depth: depth + 1, in: &buffer)
      write(item, &buffer)
    }
    if !items.isEmpty { breakLine(depth: depth, in: &buffer) }
    buffer += brackets.utf8.suffix(1)
  }

  private func breakLine(depth: Int, in buffer: inout [UInt8]) {
    guard layout == .pretty else { return }
    buffer.append(UInt8(ascii: "\n"))
    buffer.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }
}
