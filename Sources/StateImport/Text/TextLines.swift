/// The lines of a text, numbered from 1, without what ends them.
struct TextLines {
  /// One line.
  struct Line {
    /// The line's number, from 1.
    let number: Int
    /// The text without line feed and carriage return.
    let text: Substring

    /// The words between blanks.
    var words: [Substring] { text.split { $0 == " " || $0 == "\t" } }

    /// An error about the line.
    func error(_ expected: String, found: some StringProtocol) -> ImportError {
      let excerpt = found.count > 60 ? found.prefix(60) + "…" : String(found)
      return .malformedLine(number, expected: expected, found: "`\(excerpt)`")
    }
  }

  /// The lines that are not blank.
  let lines: [Line]

  /// Splits a text.
  ///
  /// - Throws: ``ImportError`` for bytes that are not UTF-8 or are control characters.
  init(_ bytes: [UInt8]) throws(ImportError) {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .malformed(
        offset: error.byteOffsets.lowerBound,
        expected: "text in UTF-8",
        found: "other bytes"
      )
    }
    if let place = bytes.firstIndex(where: { $0 < 0x20 && !(0x09...0x0d).contains($0) }) {
      throw .malformed(offset: place, expected: "text", found: "a control character")
    }
    var number = 0
    var lines: [Line] = []
    let text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if line.allSatisfy(\.isWhitespace) { continue }
      lines.append(Line(number: number, text: line))
    }
    self.lines = lines
  }
}
