extension IDRegisters {
  /// Parses one table of ID registers.
  ///
  /// A row that is not indented names a register; the rows below it are its fields from bit 63 down
  /// to bit 0, each bit covered exactly once:
  ///
  ///     BITS  NAME  ORDER  POLICY  VALUE…
  ///     BITS  RES0|RES1|RAZ|UNKN
  ///
  /// - `BITS` is `msb:lsb` or one bit.
  /// - `ORDER` is `unsigned`, `signed` or `unordered`: see ``FieldOrder``.
  /// - `POLICY` is `lower`, `lower-signed`, `higher`, `higher-or-zero`, `exact=N` or `-` (the
  ///   kernel's feature table lacks the field): see ``SafeValuePolicy``.
  /// - `VALUE` is `N=NAME` or `N=NAME:FEAT_A+FEAT_B`: the features exist when the field is at least
  ///   `N` under its order. `?` stands for a value without a name.
  ///
  /// Read aloud, `11:8 S1PIE unsigned lower 0=NI 1=IMP:FEAT_S1PIE` says: bits 11 to 8 are S1PIE,
  /// an unsigned field that a VM may lower; from 1 on the VM has FEAT_S1PIE.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText) throws(TableError) -> [IDRegister] {
    var registers: [IDRegister] = []
    var start = text.rows.startIndex
    while start < text.rows.endIndex {
      let end =
        text.rows[(start + 1)...].firstIndex { $0.indent == 0 } ?? text.rows.endIndex
      registers.append(try parseRegister(text, text.rows[start..<end]))
      start = end
    }
    return registers
  }

  private static func parseRegister(
    _ text: TableText,
    _ rows: ArraySlice<TableText.Row>
  ) throws(TableError) -> IDRegister {
    let head = rows[rows.startIndex]
    let name = head.words[0]
    guard head.words.count == 1, let encoding = RegisterNames.standard.encoding(named: name) else {
      throw text.error(head, "`\(name)` is not the name of a register")
    }
    var fields: [IDField] = []
    var zero: UInt64 = 0
    var one: UInt64 = 0
    var next = 63
    for row in rows.dropFirst() {
      guard let bits = BitRange(row.words[0]) else {
        throw text.error(row, "`\(row.words[0])` is not a range of bits")
      }
      guard bits.msb == next else {
        throw text.error(row, "bits \(bits) do not follow: bit \(next) is next")
      }
      next = bits.lsb - 1
      switch row.words.dropFirst() {
      case ["RES0"], ["RAZ"], ["UNKN"]: zero |= bits.mask
      case ["RES1"]: one |= bits.mask
      default: fields.append(try parseField(text, row, name, encoding, bits))
      }
    }
    guard next == -1 else { throw text.error(head, "\(name) ends above bit \(next)") }
    guard Set(fields.map(\.name)).count == fields.count else {
      throw text.error(head, "\(name) has two fields of one name")
    }
    return IDRegister(
      name: name,
      encoding: encoding,
      fields: fields,
      reservedZero: zero,
      reservedOne: one
    )
  }

  private static func parseField(
    _ text: TableText,
    _ row: TableText.Row,
    _ register: String,
    _ encoding: Encoding,
    _ bits: BitRange
  ) throws(TableError) -> IDField {
    guard row.words.count >= 4 else { throw text.error(row, "a field needs name, order, policy") }
    guard let order = FieldOrder(rawValue: row.words[2]) else {
      throw text.error(row, "`\(row.words[2])` is not an order")
    }
    guard let policy = SafeValuePolicy(row.words[3]) else {
      throw text.error(row, "`\(row.words[3])` is not a policy")
    }
    var values: [IDFieldValue] = []
    for word in row.words[4...] {
      guard let value = IDFieldValue(word), value.value <= bits.mask >> UInt64(bits.lsb) else {
        throw text.error(row, "`\(word)` is not a value of \(bits.width) bits")
      }
      if let last = values.last, last.value >= value.value {
        throw text.error(row, "`\(word)` is not above the value before it")
      }
      if order == .unordered, !value.features.isEmpty {
        throw text.error(row, "`\(word)`: a feature needs an ordered field")
      }
      values.append(value)
    }
    return IDField(
      register: register,
      encoding: encoding,
      name: row.words[1],
      bits: bits,
      order: order,
      policy: policy,
      values: values
    )
  }
}

extension SafeValuePolicy {
  fileprivate init?(_ word: String) {
    switch word {
    case "-": self = .absent
    case "lower": self = .lower(signed: false)
    case "lower-signed": self = .lower(signed: true)
    case "higher": self = .higher
    case "higher-or-zero": self = .higherOrZero
    default:
      guard word.hasPrefix("exact="), let safe = UInt64(word.dropFirst(6)) else { return nil }
      self = .exact(safe: safe)
    }
  }
}

extension IDFieldValue {
  fileprivate init?(_ word: String) {
    var word = word
    let value = word.withUTF8 { IDFieldValue($0) }
    guard let value else { return nil }
    self = value
  }

  private init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 else { return nil }
    var value: UInt64 = 0
    for byte in bytes[..<equals] {
      guard 48...57 ~= byte, value < 1 << 32 else { return nil }
      value = 10 * value + UInt64(byte - 48)
    }
    let rest = bytes[(equals + 1)...]
    let colon = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
    let name = String(decoding: rest[..<colon], as: UTF8.self)
    var features: [String] = []
    if colon < rest.endIndex {
      features = rest[(colon + 1)...].split(separator: UInt8(ascii: "+")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard features.allSatisfy({ $0.hasPrefix("FEAT_") }) else { return nil }
    }
    self.init(value: value, name: name == "?" ? nil : name, features: features)
  }
}
