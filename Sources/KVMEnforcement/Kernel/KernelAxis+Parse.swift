import ArmArchitecture

extension KernelAxis.MaskRow {
  /// Parses rows of `KERNELS MASK REGISTER…`.
  ///
  /// `KERNELS` is a ``KernelRange`` of series, `MASK` a hexadecimal number.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func rows(_ name: String, _ text: StaticString) throws(TableError) -> [Self] {
    let text = TableText(name, text)
    var rows: [Self] = []
    for row in text.rows {
      guard row.words.count >= 3, let mask = KernelAxis.number(row.words[1]) else {
        throw text.error(row, "kernels, a mask and registers are expected")
      }
      let kernels = try KernelAxis.kernels(text, row)
      for word in row.words[2...] {
        for register in try text.encodings(row, word) {
          rows.append(Self(kernels: kernels, mask: mask, register: register))
        }
      }
    }
    return rows
  }
}

extension KernelAxis.LimitRow {
  /// Parses rows of `KERNELS VMS RULE FIELD…`.
  ///
  /// `VMS` is `-` for all or a list of vCPU features, `!` before those a VM must not have; `RULE` is
  /// `<=N` or `host`; a field is `REGISTER.FIELD`, or `REGISTER[BITS]` for bits that the project's
  /// field tables do not name.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func rows(_ name: String, _ text: StaticString) throws(TableError) -> [Self] {
    let text = TableText(name, text)
    var rows: [Self] = []
    for row in text.rows {
      guard row.words.count >= 4 else {
        throw text.error(row, "kernels, VMs, a rule and fields are expected")
      }
      let rule: Rule
      if row.words[2] == "host" {
        rule = .hostNV
      } else if row.words[2].hasPrefix("<="), let most = UInt64(row.words[2].dropFirst(2)) {
        rule = .atMost(most)
      } else {
        throw text.error(row, "`\(row.words[2])` is not a rule")
      }
      for word in row.words[3...] {
        rows.append(
          Self(
            kernels: try KernelAxis.kernels(text, row),
            scope: try KernelAxis.scope(text, row),
            rule: rule,
            place: try KernelAxis.place(text, row, word)
          )
        )
      }
    }
    return rows
  }
}

extension KernelAxis.RegisterRow {
  /// Parses rows of `KERNELS VMS FRESH REGISTER…`.
  ///
  /// `FRESH` is `=V` for a value that the kernel decides, `new=V` for one that only a register new
  /// to the list has, `host` for one that only a capture can tell.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func rows(_ name: String, _ text: StaticString) throws(TableError) -> [Self] {
    let text = TableText(name, text)
    var rows: [Self] = []
    for row in text.rows {
      guard row.words.count >= 4 else {
        throw text.error(row, "kernels, VMs, a fresh value and registers are expected")
      }
      let word = row.words[2]
      let fresh: Fresh
      if word == "host" {
        fresh = .host
      } else if word.hasPrefix("new="), let value = KernelAxis.number(word.dropFirst(4)) {
        fresh = .new(value)
      } else if word.hasPrefix("="), let value = KernelAxis.number(word.dropFirst()) {
        fresh = .always(value)
      } else {
        throw text.error(row, "`\(word)` is not a fresh value")
      }
      for word in row.words[3...] {
        var registers: [RegisterID] = []
        if let register = RegisterID(word) {
          registers = [register]
        } else {
          registers = try text.encodings(row, word).map { RegisterID($0) }
        }
        for register in registers {
          rows.append(
            Self(
              kernels: try KernelAxis.kernels(text, row),
              scope: try KernelAxis.scope(text, row),
              fresh: fresh,
              register: register
            )
          )
        }
      }
    }
    return rows
  }
}

extension KernelAxis {
  /// Reads `0x…`.
  fileprivate static func number(_ word: some StringProtocol) -> UInt64? {
    word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) : nil
  }

  fileprivate static func kernels(
    _ text: TableText,
    _ row: TableText.Row
  ) throws(TableError) -> KernelRange {
    guard let kernels = KernelRange(row.words[0]) else {
      throw text.error(row, "`\(row.words[0])` is not a range of kernels")
    }
    return kernels
  }

  fileprivate static func scope(
    _ text: TableText,
    _ row: TableText.Row
  ) throws(TableError) -> Scope {
    guard row.words[1] != "-" else { return Scope(with: [], without: []) }
    var with: VCPUFeatures = []
    var without: VCPUFeatures = []
    for word in row.words[1].split(separator: ",") {
      let name = word.hasPrefix("!") ? word.dropFirst() : word
      guard let feature = VCPUFeature(rawValue: String(name)) else {
        throw text.error(row, "`\(name)` is not a vCPU feature")
      }
      if word.hasPrefix("!") { without.insert(feature) } else { with.insert(feature) }
    }
    return Scope(with: with, without: without)
  }

  fileprivate static func place(
    _ text: TableText,
    _ row: TableText.Row,
    _ word: String
  ) throws(TableError) -> LimitRow.Place {
    if let field = IDRegisters.standard.field(word) {
      return LimitRow.Place(name: word, encoding: field.encoding, bits: field.bits)
    }
    if let open = word.firstIndex(of: "["), word.last == "]",
      let encoding = RegisterNames.standard.encoding(named: String(word[..<open])),
      let bits = BitRange(word[word.index(after: open)...].dropLast())
    {
      return LimitRow.Place(name: word, encoding: encoding, bits: bits)
    }
    throw text.error(row, "`\(word)` is not a field")
  }
}
