/// Every named AArch64 system register and system instruction, name to encoding and back.
public struct RegisterNames: Sendable {
  private let index: NameIndex

  /// The built-in tables: 1,099 registers and 194 instructions.
  public static let standard = builtIn { () throws(TableError) in try RegisterNames(tables) }

  private static let tables: [(String, StaticString)] = [
    ("instructions", instructions),
    ("debug", debug),
    ("trace", trace),
    ("identification", identification),
    ("control", control),
    ("exceptions", exceptions),
    ("performance", performance),
    ("memory", memory),
    ("interrupts", interrupts),
    ("threads", threads),
    ("timers", timers),
  ]

  /// Parses tables in the notation of ``parse(_:)``.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, and for a name or an encoding
  ///   that stands twice.
  init(_ tables: [(String, StaticString)]) throws(TableError) {
    var index = NameIndex(capacity: 1400)
    for (name, text) in tables {
      var lines = TableLines(text)
      while lines.advance() { try Self.parse(lines, of: name, into: &index) }
    }
    self.index = index
  }

  /// Parses one row, `ENCODING  NAME` or `ENCODING  NAME = OTHER`.
  ///
  /// `NAME` is what output prints. `OTHER` is a second register with the same encoding (told apart
  /// by the direction of the access or by a later extension); input accepts it.
  private static func parse(
    _ row: TableLines,
    of table: String,
    into index: inout NameIndex
  ) throws(TableError) {
    func broken(_ reason: String) -> TableError {
      TableError(table: table, line: row.number, reason: reason)
    }
    guard let encoding = Encoding(bytes: row[row.words[0]]) else {
      throw broken("`\(row.texts[0])` is not an encoding")
    }
    guard row.words.count == 2 || row.words.count == 4 && row.texts[2] == "=" else {
      throw broken("one name is expected, or two with = between them")
    }
    guard index.name(of: encoding) == nil else { throw broken("\(encoding) stands twice") }
    for place in stride(from: 1, to: row.words.count, by: 2)
    where !index.add(row[row.words[place]], of: encoding, isPrinted: place == 1) {
      throw broken("\(row.texts[place]) stands twice")
    }
  }

  /// The encoding of a register or instruction; nil when the name, case included, is unknown.
  ///
  /// - Complexity: O(1).
  public func encoding(named name: some StringProtocol) -> Encoding? {
    name.utf8.withContiguousStorageIfAvailable { index.encoding(named: $0) }
      ?? Array(name.utf8).withUnsafeBufferPointer { index.encoding(named: $0) }
  }

  /// The architectural name of an encoding; nil when it has none.
  ///
  /// - Complexity: O(1).
  public func name(of encoding: Encoding) -> String? { index.name(of: encoding) }

  /// The named encodings that pass a test, ascending.
  ///
  /// - Complexity: O(*n*) in the names.
  package func encodings(where isWanted: (Encoding) -> Bool) -> [Encoding] {
    index.encodings.filter(isWanted).sorted()
  }

  /// Every named encoding with its name, ascending.
  ///
  /// - Complexity: O(*n* log *n*).
  public var all: [(encoding: Encoding, name: String)] {
    encodings { _ in true }.compactMap { encoding in name(of: encoding).map { (encoding, $0) } }
  }
}

extension Encoding {
  /// The architectural name, else the generic spelling `S3_0_C0_C4_3`.
  public var name: String { RegisterNames.standard.name(of: self) ?? description }

  /// Reads the two spellings of an encoding: `S3_0_C0_C4_0` or `3,0,0,4,0`.
  ///
  /// Nil for anything else, operands out of range and superfluous leading zeros included. The
  /// letters may be lower case.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    let encoding = text.withUTF8 { Encoding(bytes: $0) }
    guard let encoding else { return nil }
    self = encoding
  }

  fileprivate init?(bytes: UnsafeBufferPointer<UInt8>) {
    var next = 0
    let isGeneric = bytes.first.map { $0 | 0x20 } == UInt8(ascii: "s")
    let separator = UInt8(ascii: isGeneric ? "_" : ",")
    if isGeneric { next = 1 }
    /// One or two decimal digits without a leading zero, after the separator and, for CRn and CRm
    /// of the generic spelling, a C.
    func operand(isFirst: Bool = false, isControl: Bool = false) -> Int? {
      if !isFirst {
        guard next < bytes.count, bytes[next] == separator else { return nil }
        next += 1
      }
      if isGeneric, isControl {
        guard next < bytes.count, bytes[next] | 0x20 == UInt8(ascii: "c") else { return nil }
        next += 1
      }
      guard next < bytes.count, 48...57 ~= bytes[next] else { return nil }
      let first = Int(bytes[next] - 48)
      next += 1
      guard next < bytes.count, 48...57 ~= bytes[next] else { return first }
      let second = Int(bytes[next] - 48)
      next += 1
      return first == 0 ? nil : first * 10 + second
    }
    guard let op0 = operand(isFirst: true), let op1 = operand(),
      let crn = operand(isControl: true), let crm = operand(isControl: true), let op2 = operand(),
      next == bytes.count
    else { return nil }
    self.init(op0: op0, op1: op1, crn: crn, crm: crm, op2: op2)
  }
}
