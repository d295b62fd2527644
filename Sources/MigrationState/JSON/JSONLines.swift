/// Splits a stream of bytes into lines, in memory bounded by one chunk and one line.
///
/// Append a chunk, then call ``next()`` until it returns `nil`; at the end of the stream call
/// ``finish()`` and drain once more. Lines are not parsed, so that a line that is not JSON does
/// not end the stream.
public struct JSONLines: Sendable {
  /// One line of the stream.
  public struct Line: Equatable, Sendable {
    /// The number of the line, from 1.
    public let number: Int

    /// The bytes of the line, without its line feed; a carriage return before that stays.
    public let bytes: [UInt8]

    /// Whether the line has nothing but white space.
    public var isBlank: Bool { bytes.allSatisfy(JSONParser.isWhitespace) }
  }

  /// The longest line that is accepted, in bytes without the line feed.
  public let maximumLineLength: Int

  /// What was appended and not yet returned, from `start`.
  private var buffer: [UInt8] = []
  private var start = 0

  /// Where the search for the next line feed goes on: no byte is looked at twice.
  private var scanned = 0

  private var number = 1
  private var isFinished = false

  /// Whether the line at `start` was reported as too long, and its rest is to be dropped.
  private var isSkipping = false

  /// Creates a splitter.
  ///
  /// - Parameter maximumLineLength: The longest line to accept, in bytes without the line feed.
  public init(maximumLineLength: Int = 16 << 20) {
    self.maximumLineLength = maximumLineLength
  }

  /// Appends the next chunk of the stream, of any length.
  public mutating func append(_ chunk: ArraySlice<UInt8>) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      scanned -= start
      start = 0
    }
    buffer += chunk
  }

  /// Appends the next chunk of the stream, of any length.
  public mutating func append(_ chunk: [UInt8]) {
    append(chunk[...])
  }

  /// Says that no chunk will follow: what is left is the last line, unless it is empty.
  public mutating func finish() {
    isFinished = true
  }

  /// The next complete line, or `nil` if it takes another chunk, or the stream has ended.
  ///
  /// - Throws: `JSONLinesError`, once, for a line longer than `maximumLineLength`. The line is
  ///   dropped, and the next call goes on with the one after it.
  public mutating func next() throws(JSONLinesError) -> Line? {
    while let end = endOfLine() {
      let line = Line(number: number, bytes: isSkipping ? [] : Array(buffer[start..<end]))
      start = min(end + 1, buffer.count)
      scanned = start
      number += 1
      if !isSkipping {
        guard line.bytes.count <= maximumLineLength else { throw tooLong(line.number) }
        return line
      }
      isSkipping = false
    }
    return try waitForMore()
  }

  /// The end of the line at `start`, or `nil` if it is not in the buffer.
  private mutating func endOfLine() -> Int? {
    if let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) { return end }
    scanned = buffer.count
    return isFinished && (start < buffer.count) ? buffer.count : nil
  }

  /// Bounds what is kept of a line whose end has not been seen.
  private mutating func waitForMore() throws(JSONLinesError) -> Line? {
    guard isSkipping || buffer.count - start > maximumLineLength else { return nil }
    start = buffer.count
    guard !isSkipping else { return nil }
    isSkipping = true
    throw tooLong(number)
  }

  private func tooLong(_ number: Int) -> JSONLinesError {
    JSONLinesError(line: number, maximumLineLength: maximumLineLength)
  }
}
