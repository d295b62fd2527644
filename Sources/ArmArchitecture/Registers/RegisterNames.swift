/// Every named AArch64 system register and system instruction, name to encoding and back.
public struct RegisterNames: Sendable {
  private let encodings: [String: Encoding]
  private let names: [Encoding: String]

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
    var encodings: [String: Encoding] = [:]
    var names: [Encoding: String] = [:]
    for (name, text) in tables {
      let text = TableText(name, text)
      for row in text.rows {
        let (encoding, rowNames) = try Self.parse(text, row)
        guard names.updateValue(rowNames[0], forKey: encoding) == nil else {
          throw text.error(row, "\(encoding) stands twice")
        }
        for name in rowNames where encodings.updateValue(encoding, forKey: name) != nil {
          throw text.error(row, "\(name) stands twice")
        }
      }
    }
    self.encodings = encodings
    self.names = names
  }

  /// Parses one row, `ENCODING  NAME` or `ENCODING  NAME = OTHER`.
  ///
  /// `NAME` is what output prints. `OTHER` is a second register with the same encoding (told apart
  /// by the direction of the access or by a later extension); input accepts it.
  private static func parse(
    _ text: TableText,
    _ row: TableText.Row
  ) throws(TableError) -> (Encoding, [String]) {
    guard let encoding = Encoding(row.words[0]) else {
      throw text.error(row, "`\(row.words[0])` is not an encoding")
    }
    let names = row.words.dropFirst().split(separator: "=", omittingEmptySubsequences: false)
    guard !names.isEmpty, names.allSatisfy({ $0.count == 1 }) else {
      throw text.error(row, "one name is expected, or two with = between them")
    }
    return (encoding, names.flatMap { $0 })
  }

  /// The encoding of a register or instruction; nil when the name, case included, is unknown.
  ///
  /// - Complexity: O(1).
  public func encoding(named name: some StringProtocol) -> Encoding? { encodings[String(name)] }

  /// The architectural name of an encoding; nil when it has none.
  ///
  /// - Complexity: O(1).
  public func name(of encoding: Encoding) -> String? { names[encoding] }

  /// Every named encoding with its name, ascending.
  ///
  /// - Complexity: O(*n* log *n*).
  public var all: [(encoding: Encoding, name: String)] {
    names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

extension Encoding {
  /// The architectural name, else the generic spelling `S3_0_C0_C4_3`.
  public var name: String { RegisterNames.standard.name(of: self) ?? description }

  /// Reads the two spellings of an encoding: `S3_0_C0_C4_0` or `3,0,0,4,0`.
  ///
  /// Nil for anything else, operands out of range and superfluous leading zeros included.
  public init?(_ text: some StringProtocol) {
    let words: [Substring]
    if text.contains(",") {
      words = text.split(separator: ",", omittingEmptySubsequences: false).map { Substring($0) }
    } else {
      var parts = text.split(separator: "_", omittingEmptySubsequences: false).map { Substring($0) }
      let prefixes = ["S", "", "C", "C", ""]
      guard parts.count == 5 else { return nil }
      for (index, prefix) in prefixes.enumerated() {
        guard parts[index].uppercased().hasPrefix(prefix) else { return nil }
        parts[index].removeFirst(prefix.count)
      }
      words = parts
    }
    let operands = words.compactMap(Self.operand)
    guard words.count == 5, operands.count == 5 else { return nil }
    self.init(
      op0: operands[0],
      op1: operands[1],
      crn: operands[2],
      crm: operands[3],
      op2: operands[4]
    )
  }

  /// One or two decimal digits, without a sign and without a leading zero.
  private static func operand(_ word: Substring) -> Int? {
    guard 1...2 ~= word.utf8.count, word.utf8.allSatisfy({ 48...57 ~= $0 }),
      word.utf8.count == 1 || word.utf8.first != 48
    else { return nil }
    return Int(word)
  }
}
