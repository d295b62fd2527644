extension FeatureHidings {
  /// Parses one table of ways to hide features.
  ///
  /// A row that is not indented says what holds for the features below it:
  ///
  ///     MEANS  KEEPING  [told@KERNELS | told:LACK | untold]  [EL2]  [implies-fgt]
  ///       FEATURE…
  ///       FEATURE  [state REGISTER.FIELD…]  [also ENCODING…]  [except ENCODING…]
  ///
  /// - `MEANS` and `KEEPING` are raw values of ``FeatureHiding/Means`` and
  ///   ``FeatureHiding/StateKeeping``.
  /// - A fresh vCPU tells on every kernel whether the host implements the feature, on `told@KERNELS`
  ///   only there, with `told:no-sve` only a vCPU that does not lack SVE, with `untold` none.
  /// - `EL2`: only software at EL2 can use the feature.
  /// - `implies-fgt`: see ``FeatureHiding/impliesFineGrainedTraps``.
  ///
  /// Read aloud, `fgt advertised` and `FEAT_S1PIE` below it say: FEAT_S1PIE can be hidden by
  /// fine-grained traps alone, and KVM switches its registers for VMs that advertise it.
  ///
  /// - Throws: ``TableError`` naming the line.
  static func parse(_ text: TableText) throws(TableError) -> [FeatureHiding] {
    var rows: [FeatureHiding] = []
    var head: Head?
    for row in text.rows {
      if row.indent == 0 {
        head = try Head(text, row)
      } else if let head {
        rows += try self.rows(text, row, head)
      } else {
        throw text.error(row, "a way to hide is expected first")
      }
    }
    return rows
  }

  /// What a row that is not indented says.
  private struct Head {
    let means: FeatureHiding.Means
    let keeping: FeatureHiding.StateKeeping
    var telling = FeatureHiding.Telling.anyVCPU(.all)
    var isForHypervisors = false
    var impliesFineGrainedTraps = false

    init(_ text: TableText, _ row: TableText.Row) throws(TableError) {
      guard row.words.count >= 2, let means = FeatureHiding.Means(rawValue: row.words[0]),
        let keeping = FeatureHiding.StateKeeping(rawValue: row.words[1])
      else { throw text.error(row, "means and keeping are expected") }
      self.means = means
      self.keeping = keeping
      for word in row.words[2...] {
        if word == "EL2" {
          isForHypervisors = true
        } else if word == "implies-fgt" {
          impliesFineGrainedTraps = true
        } else if word == "untold" {
          telling = .nothing
        } else if word.hasPrefix("told:"), let lack = VCPULack(rawValue: String(word.dropFirst(5)))
        {
          telling = .vcpu(with: lack)
        } else if word.hasPrefix("told@"), let kernels = KernelRange(word.dropFirst(5)) {
          telling = .anyVCPU(kernels)
        } else {
          throw text.error(row, "`\(word)` is not understood")
        }
      }
    }
  }

  private static func rows(
    _ text: TableText,
    _ row: TableText.Row,
    _ head: Head
  ) throws(TableError) -> [FeatureHiding] {
    let keywords = ["state", "also", "except"]
    let names = row.words.prefix { !keywords.contains($0) }
    var parts: [String: [String]] = [:]
    var part = ""
    for word in row.words.dropFirst(names.count) {
      if keywords.contains(word) {
        guard parts[word] == nil else { throw text.error(row, "`\(word)` stands twice") }
        part = word
        parts[part] = []
      } else {
        parts[part, default: []].append(word)
      }
    }
    let also = try encodings(text, row, parts["also"])
    let excepted = try encodings(text, row, parts["except"])
    guard names.count == 1 || parts.isEmpty else {
      throw text.error(row, "`state`, `also` and `except` speak of one feature")
    }
    for name in names where FeatureTable.standard.index(of: name) == nil {
      throw text.error(row, "`\(name)` is not a feature")
    }
    return names.map {
      FeatureHiding(
        feature: $0,
        means: head.means,
        keeping: head.keeping,
        telling: head.telling,
        isForHypervisors: head.isForHypervisors,
        impliesFineGrainedTraps: head.impliesFineGrainedTraps,
        state: parts["state"] ?? [],
        furtherEncodings: also,
        exceptedEncodings: excepted
      )
    }
  }

  private static func encodings(
    _ text: TableText,
    _ row: TableText.Row,
    _ words: [String]?
  ) throws(TableError) -> [Encoding] {
    var encodings: [Encoding] = []
    for word in words ?? [] { encodings += try text.encodings(row, word) }
    return encodings.sorted()
  }
}
