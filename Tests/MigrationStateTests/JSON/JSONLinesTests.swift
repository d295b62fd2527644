import Testing

@testable import MigrationState

@Suite("Splitting a stream into lines")
struct JSONLinesTests {
  /// What a splitter makes of a text that arrives in chunks of a size: lines, or `!` for an error.
  private func split(_ text: String, chunk size: Int, limit: Int = 1000) -> [String] {
    var lines = JSONLines(maximumLineLength: limit)
    var result: [String] = []
    func drain() {
      while true {
        do {
          guard let line = try lines.next() else { return }
          result.append("\(line.number):" + String(decoding: line.bytes, as: UTF8.self))
        } catch {
          #expect(error.maximumLineLength == limit)
          result.append("\(error.line)!")
        }
      }
    }
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      lines.append(bytes[start..<min(start + size, bytes.count)])
      drain()
    }
    lines.finish()
    drain()
    drain()
    return result
  }

  static let cases: [(text: String, lines: [String])] = [
    ("", []),
    ("\n", ["1:"]),
    ("a", ["1:a"]),
    ("a\n", ["1:a"]),
    ("a\nb", ["1:a", "2:b"]),
    ("\n\na\r\n\n", ["1:", "2:", "3:a\r", "4:"]),
    ("12345678\n12345678", ["1:12345678", "2:12345678"]),
    ("123456789\nb\n", ["1!", "2:b"]),
    ("a\n123456789", ["1:a", "2!"]),
    ("a\n1234567890123456789012345\n\nb\n123456789\n", ["1:a", "2!", "3:", "4:b", "5!"]),
    ("123456789\n123456789\n", ["1!", "2!"]),
    ("ééé\né", ["1:ééé", "2:é"]),
  ]

  @Test("lines do not depend on how the stream is cut", arguments: cases)
  func lines(text: String, lines: [String]) {
    for size in 1...30 {
      #expect(split(text, chunk: size, limit: 8) == lines, "chunks of \(size)")
    }
  }

  @Test("a random stream in random chunks gives the lines it was made of", arguments: 1...20)
  func random(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let expected = (0..<50).map { _ in
      (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 11...255, using: &random)
      }
    }
    var rest = Array(expected.joined(separator: [UInt8(ascii: "\n")]))[...] + [10]
    var lines = JSONLines(maximumLineLength: 40)
    var found: [[UInt8]] = []
    while !rest.isEmpty {
      let chunk = rest.prefix(Int.random(in: 1...100, using: &random))
      lines.append(Array(chunk))
      rest = rest.dropFirst(chunk.count)
      while let line = try lines.next() { found.append(line.bytes) }
    }
    #expect(found == expected, "seed \(seed)")
  }

  @Test("a line of white space is blank")
  func blank() throws {
    var lines = JSONLines()
    lines.append(Array(" \t\r\nx\n\n".utf8))
    #expect(try lines.next()?.isBlank == true)
    #expect(try lines.next()?.isBlank == false)
    #expect(try lines.next()?.isBlank == true)
    #expect(try lines.next() == nil)
  }

  @Test("an error says which line is too long")
  func wording() {
    let error = JSONLinesError(line: 3, maximumLineLength: 8)
    #expect(error.description == "line 3 is longer than 8 bytes")
  }
}
