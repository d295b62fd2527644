extension TableText {
  /// The condition that a word spells: see ``Predicate/init(expression:)``.
  ///
  /// - Throws: ``TableError`` when it is none, or names what does not exist.
  func predicate(_ row: Row, _ word: some StringProtocol) throws(TableError) -> Predicate {
    guard let predicate = Predicate(expression: word) else {
      throw error(row, "`\(word)` is not a condition")
    }
    // A program of its own: only whether the condition compiles is asked.
    var program = PredicateProgram()
    do {
      _ = try program.add(predicate) { FeatureTable.standard.step(of: $0) }
    } catch {
      throw self.error(row, error.reason)
    }
    return predicate
  }

  /// The encodings that a word names, ascending within the word.
  ///
  /// - `LORC_EL1`, `S3_0_C10_C4_3`: one;
  /// - `TRCIDR<0-13>`: as many as the numbers;
  /// - `S3_0_C11_C0_0..S3_0_C11_C15_7`: a range of packed encodings, ends included, whether or not
  ///   they have names;
  /// - `S1_0,4_C9_*_*`: every encoding that has a name and the operands; `*` is any operand.
  ///
  /// - Throws: ``TableError`` when the word names none.
  package func encodings(_ row: Row, _ word: String) throws(TableError) -> [Encoding] {
    // Nearly every word is a name.
    if let encoding = RegisterNames.standard.encoding(named: word) { return [encoding] }
    let bytes = word.utf8
    if let dots = bytes.firstIndex(of: UInt8(ascii: ".")) {
      let first = try encoding(row, word[..<dots])
      let last = try encoding(row, word[dots...].drop { $0 == "." })
      guard first < last else { throw error(row, "`\(word)` is not ascending") }
      return (first.packed...last.packed).map { Encoding(packed: $0) }
    }
    if bytes.contains(UInt8(ascii: "*")) || bytes.contains(UInt8(ascii: ",")) {
      guard let pattern = EncodingPattern(word) else {
        throw error(row, "`\(word)` is not a pattern of encodings")
      }
      let matches = RegisterNames.standard.encodings(where: pattern.matches)
      guard !matches.isEmpty else { throw error(row, "`\(word)` matches nothing") }
      return matches
    }
    guard let open = bytes.firstIndex(of: UInt8(ascii: "<")),
      let close = bytes.firstIndex(of: UInt8(ascii: ">"))
    else { return [try encoding(row, word)] }
    let ends = word[word.index(after: open)..<close].split(separator: "-").compactMap { Int($0) }
    guard ends.count == 2, ends[0] < ends[1] else {
      throw error(row, "`\(word)` has no range of numbers")
    }
    var encodings: [Encoding] = []
    let parts = (String(word[..<open]), String(word[bytes.index(after: close)...]))
    for number in ends[0]...ends[1] {
      encodings.append(try encoding(row, "\(parts.0)\(number)\(parts.1)"))
    }
    return encodings
  }

  private func encoding(
    _ row: Row,
    _ name: some StringProtocol
  ) throws(TableError) -> Encoding {
    guard let encoding = RegisterNames.standard.encoding(named: name) ?? Encoding(name) else {
      throw error(row, "`\(name)` is not the name of an encoding")
    }
    return encoding
  }
}

/// Encodings by their operands: `S1_0,4_C9_*_*`.
private struct EncodingPattern {
  /// For each operand, in the order `op0 op1 CRn CRm op2`, bit *v* set when it may be *v*.
  let operands: [UInt16]

  init?(_ word: String) {
    let words = word.split(separator: "_", omittingEmptySubsequences: false)
    guard words.count == 5, words[0].hasPrefix("S") else { return nil }
    var operands: [UInt16] = []
    for (index, word) in words.enumerated() {
      var word = word
      if word == "*" {
        operands.append(.max)
        continue
      }
      if index != 1, index != 4 {
        guard word.removeFirst() == (index == 0 ? "S" : "C") else { return nil }
      }
      var values: UInt16 = 0
      for number in word.split(separator: ",") {
        guard let value = UInt16(number), value < 16 else { return nil }
        values |= 1 << value
      }
      guard values != 0 else { return nil }
      operands.append(values)
    }
    self.operands = operands
  }

  func matches(_ encoding: Encoding) -> Bool {
    operands[0] >> encoding.op0 & operands[1] >> encoding.op1 & operands[2] >> encoding.crn
      & operands[3] >> encoding.crm & operands[4] >> encoding.op2 & 1 == 1
  }
}
