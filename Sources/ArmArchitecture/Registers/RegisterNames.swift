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
    encodings.reserveCapacity(1400)
    names.reserveCapacity(1400)
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
    switch row.words.count {
    case 2: return (encoding, [row.words[1]])
    case 4 where row.words[2] == "=": return (encoding, [row.words[1], row.words[3]])
    default: throw text.error(row, "one name is expected, or two with = between them")
    }
  }

  /// The encoding of a register or instruction; nil when the name, case included, is unknown.
  ///
  /// - Complexity: O(1).
  public func encoding(named name: some StringProtocol) -> Encoding? { encodings[String(name)] }

  /// The architectural name of an encoding; nil when it has none.
  ///
  /// - Complexity: O(1).
  public func name(of encoding: Encoding) -> String? { names[encoding] }

  /// The named encodings that pass a test, ascending.
  ///
  /// - Complexity: O(*n*) in the names.
  package func encodings(where isWanted: (Encoding) -> Bool) -> [Encoding] {
    names.keys.filter(isWanted).sorted()
  }

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
  /// Nil for anything else, operands out of range and superfluous leading zeros included. The
  /// letters may be lower case.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    let encoding = text.withUTF8 { Encoding(bytes: $0) }
    guard let encoding else { return nil }
    self = encoding
  }

  private init?(bytes: UnsafeBufferPointer<UInt8>) {
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
