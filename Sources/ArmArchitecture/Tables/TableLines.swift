/// The lines of a table's text that have words, one after the other, without a copy of a byte.
///
/// See ``TableText`` for the notation.
struct TableLines {
  /// The number of the line, counted from 1.
  private(set) var number = 0
  /// Where the words of the line stand in the text, at least one.
  private(set) var words: [Range<Int>] = []
  /// The number of spaces before the first word.
  var indent: Int { words[0].lowerBound - start }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Where the line begins, and where the next does.
  private var start = 0
  private var next = 0

  /// Stands before the first line.
  ///
  /// - Parameter text: a literal of more than one character, which lives as long as the program.
  init(_ text: StaticString) {
    bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// Goes to the next line that has words; false when there is none.
  ///
  /// - Complexity: O(*n*) in the bytes passed.
  mutating func advance() -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.isEmpty, next < bytes.count {
      number += 1
      start = next
      cut()
    }
    return !words.isEmpty
  }

  /// Cuts the line at `next` into words and steps over its end.
  private mutating func cut() {
    while next < bytes.count {
      let first = next
      while next < bytes.count, !Self.endsWord(bytes[next]) { next += 1 }
      if first < next { words.append(first..<next) }
      guard next < bytes.count, bytes[next] == UInt8(ascii: " ") else { break }
      next += 1
    }
    while next < bytes.count, bytes[next] != UInt8(ascii: "\n") { next += 1 }
    next += 1
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "#")
  }

  /// The bytes of a word.
  subscript(word: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[word])
  }

  /// The words of the line as texts.
  var texts: [String] { words.map { String(decoding: self[$0], as: UTF8.self) } }
}
