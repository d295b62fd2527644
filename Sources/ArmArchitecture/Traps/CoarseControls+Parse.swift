extension CoarseControls {
  /// Parses one table of coarse controls.
  ///
  /// A row that is not indented is a control; the rows below it are the encodings that it traps:
  ///
  ///     REGISTER.CONTROL  BITS  ACCESS
  ///     REGISTER.CONTROL|REGISTER.CONTROL…
  ///       ENCODING…
  ///
  /// - `BITS` is a bit of the register that must be set, `!BIT` one that must be clear, several
  ///   joined by `&`; `!HCRX_EL2.27` speaks of another register. `28/20` is one layout while
  ///   HCR_EL2.E2H is 1 and another while it is 0. `counter` compares the number of the counter
  ///   accessed with the field.
  /// - `ACCESS` is `r`, `w` or `rw`; `+EL0` when accesses from EL0 under a hypervisor with TGE set
  ///   trap too.
  /// - Names joined by `|` stand for the encodings that any one of these controls traps.
  /// - `ENCODING` is a word of ``TableText/encodings(_:_:)``.
  ///
  /// Read aloud, `HCR_EL2.APK  !40  rw` and `APIAKEYLO_EL1` below it say: while bit 40 of HCR_EL2 is
  /// 0, reads and writes of APIAKEYLO_EL1 trap.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText) throws(TableError) -> [CoarseControl] {
    var controls: [CoarseControl] = []
    var start = text.rows.startIndex
    while start < text.rows.endIndex {
      let end = text.rows[(start + 1)...].firstIndex { $0.indent == 0 } ?? text.rows.endIndex
      controls.append(try control(text, text.rows[start..<end]))
      start = end
    }
    return controls
  }

  private static func control(
    _ text: TableText,
    _ rows: ArraySlice<TableText.Row>
  ) throws(TableError) -> CoarseControl {
    let head = rows[rows.startIndex]
    let name = head.words[0]
    var encodings = EncodingBits()
    for row in rows.dropFirst() {
      for word in row.words {
        for encoding in try text.encodings(row, word) where !encodings.insert(encoding) {
          throw text.error(head, "\(name) repeats an encoding")
        }
      }
    }
    let trigger: CoarseControl.Trigger
    var accesses: Set<TrappedAccess> = [.read, .write]
    var appliesToHostEL0 = false
    if name.utf8.contains(UInt8(ascii: "|")) {
      guard head.words.count == 1 else {
        throw text.error(head, "several controls have no bits of their own")
      }
      trigger = .anyOf(name.split(separator: "|").map(String.init))
    } else {
      guard head.words.count == 3 else { throw text.error(head, "bits and access are expected") }
      trigger = try self.trigger(text, head, register: String(name.prefix { $0 != "." }))
      let words = head.words[2].split(separator: "+")
      guard ["r", "w", "rw"].contains(words[0]), words.count == 1 || words[1] == "EL0" else {
        throw text.error(head, "`\(head.words[2])` is not an access")
      }
      accesses = []
      if words[0].contains("r") { accesses.insert(.read) }
      if words[0].contains("w") { accesses.insert(.write) }
      appliesToHostEL0 = words.count == 2
    }
    return CoarseControl(
      name: name,
      trigger: trigger,
      accesses: accesses,
      appliesToHostEL0: appliesToHostEL0,
      encodings: encodings.ascending
    )
  }

  private static func trigger(
    _ text: TableText,
    _ row: TableText.Row,
    register: String
  ) throws(TableError) -> CoarseControl.Trigger {
    guard RegisterNames.standard.encoding(named: register) != nil else {
      throw text.error(row, "`\(register)` is not a register")
    }
    if row.words[1] == "counter" { return .counterNumber }
    var layouts: [[CoarseControl.Bit]] = []
    for layout in row.words[1].split(separator: "/") {
      var bits: [CoarseControl.Bit] = []
      for word in layout.split(separator: "&") {
        let literal = word.drop { $0 == "!" }
        let parts = literal.split(separator: ".")
        let owner = parts.count == 2 ? String(parts[0]) : register
        guard let last = parts.last, let bit = Int(last), 0..<64 ~= bit,
          RegisterNames.standard.encoding(named: owner) != nil
        else { throw text.error(row, "`\(word)` is not a bit") }
        bits.append(CoarseControl.Bit(register: owner, bit: bit, isSet: literal == word))
      }
      layouts.append(bits)
    }
    switch layouts.count {
    case 1: return .bits(layouts[0])
    case 2: return .byHostMode(e2h: layouts[0], notE2H: layouts[1])
    default: throw text.error(row, "`\(row.words[1])` is not one layout or two")
    }
  }
}
