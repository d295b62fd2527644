/// Where the fields of a vCPU's section stand.
///
/// Fields follow each other without marks; behind them stand the subsections, each with its name.
/// The layout comes from the stream's own description, or from ``fixed(_:)``.
struct QEMULayout {
  /// One field: an array of `count` elements of `size` bytes.
  struct Place {
    let offset: Int
    let size: Int
    let count: Int
  }

  /// The fields by the name of their subsection, `:`, and their own name.
  private(set) var places: [String: Place] = [:]
  /// The offset behind everything that was placed.
  private(set) var end = 0
  private let section: QEMUStream.Section

  /// Begins a layout at the first byte of a section.
  init(_ section: QEMUStream.Section) {
    self.section = section
  }

  /// An error about what stands at an offset of the section.
  func error(_ expected: String, found: String, at offset: Int? = nil) -> ImportError {
    .malformed(offset: section.offset + (offset ?? end), expected: expected, found: found)
  }

  /// Places the next field.
  ///
  /// - Throws: ``ImportError`` when the section is too short for it.
  mutating func add(_ name: String, size: Int, count: Int = 1) throws(ImportError) {
    let (bytes, overflows) = size.multipliedReportingOverflow(by: count)
    guard !overflows, bytes >= 0, bytes <= section.body.count - end else {
      throw error(
        "\(count) elements of \(size) bytes of \(name)",
        found: "the end of the section, \(section.body.count - end) bytes on"
      )
    }
    places[name] = Place(offset: end, size: size, count: count)
    end += bytes
  }

  /// The name and the version of the subsection that begins here; nil where none does.
  mutating func subsection() throws(ImportError) -> (name: String, version: UInt32)? {
    let body = section.body
    guard end < body.count, body[end] == QEMUStreamReader.Mark.subsection else { return nil }
    let start = end
    guard end + 2 < body.count, end + 2 + Int(body[end + 1]) + 4 <= body.count else {
      throw error("a subsection", found: "the end of the section")
    }
    let name = body[(end + 2)..<(end + 2 + Int(body[end + 1]))]
    guard name.allSatisfy({ 0x21...0x7e ~= $0 }) else {
      throw error("the name of a subsection", found: "bytes that are no text")
    }
    end = name.endIndex
    let version = number(at: end, size: 4)
    end += 4
    guard version <= UInt32.max else {
      throw error("a version", found: "\(version)", at: start)
    }
    return (String(decoding: name, as: UTF8.self), UInt32(version))
  }

  /// The elements of a field, each of at most 8 bytes; nil when the section lacks the field.
  ///
  /// - Throws: ``ImportError`` when the field has another size than expected.
  func numbers(_ name: String, size: Int, count: Int? = nil) throws(ImportError) -> [UInt64]? {
    guard let place = places[name] else { return nil }
    let bytes = place.size * place.count
    guard bytes % size == 0, count == nil || bytes == size * (count ?? 0) else {
      throw error(
        "\(count.map(String.init) ?? "any number of") elements of \(size) bytes of \(name)",
        found: "\(place.count) of \(place.size) bytes",
        at: place.offset
      )
    }
    return stride(from: place.offset, to: place.offset + bytes, by: size).map {
      number(at: $0, size: size)
    }
  }

  /// A big-endian number that lies within the section.
  func number(at offset: Int, size: Int) -> UInt64 {
    section.body[offset..<offset + size].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Refuses a section of which something is left.
  func finish() throws(ImportError) {
    guard end == section.body.count else {
      throw error("the end of the section", found: "\(section.body.count - end) bytes more")
    }
  }
}
