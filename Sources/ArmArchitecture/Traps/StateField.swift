/// A field of PSTATE or FPCR that a feature gives a meaning to.
///
/// Nothing traps a guest that sets such a field on a CPU with the feature, and a CPU without the
/// feature cannot take it.
public struct StateField: Hashable, Sendable {
  /// The field, as ``FeatureHiding/state`` spells it: `PSTATE.DIT`.
  public let name: String
  /// Its bits in an SPSR of an AArch64 state, or in FPCR.
  public let bits: BitRange
  /// Its bits in an SPSR of an AArch32 state; nil when it has none there.
  public let aarch32Bits: BitRange?
  /// The features that give it its meaning, by their places in ``FeatureTable/features``.
  public let features: [Int]

  /// True for fields of PSTATE, which every SPSR keeps too.
  public var isOfProcessState: Bool { name.hasPrefix("PSTATE.") }

  /// Every field, in the order of the table.
  public static let all = builtIn { () throws(TableError) in
    try parse(TableText("stateFields", table))
  }

  /// `FIELD BITS [BITS32]`: the bits in the AArch64 form of SPSR, and in its AArch32 form.
  ///
  /// - Source: Arm ARM sections C5.2.19 (SPSR_EL1) and C5.2.7 (FPCR).
  private static let table: StaticString = """
    PSTATE.BTYPE  11:10
    PSTATE.SSBS   12     23
    PSTATE.PAN    22     22
    PSTATE.UAO    23
    PSTATE.DIT    24     21
    FPCR.FIZ      0
    FPCR.AH       1
    FPCR.NEP      2
    FPCR.EBF      13
    """

  /// Parses the table.
  ///
  /// - Throws: ``TableError`` for a row that breaks the notation, a field that no feature names, and
  ///   a field that a feature names and the table lacks.
  static func parse(_ text: TableText) throws(TableError) -> [StateField] {
    let hidings = FeatureHidings.standard.rows
    var fields: [StateField] = []
    for row in text.rows {
      guard row.words.count == 2 || row.words.count == 3, let bits = BitRange(row.words[1]) else {
        throw text.error(row, "a field and its bits are expected")
      }
      let features = hidings.indices.filter { hidings[$0].state.contains(row.words[0]) }
      guard !features.isEmpty else { throw text.error(row, "no feature has \(row.words[0])") }
      fields.append(
        StateField(
          name: row.words[0],
          bits: bits,
          aarch32Bits: row.words.count == 3 ? BitRange(row.words[2]) : nil,
          features: features
        )
      )
    }
    for name in hidings.flatMap(\.state) where !fields.contains(where: { $0.name == name }) {
      throw TableError(table: text.name, line: 0, reason: "\(name) is missing")
    }
    return fields
  }
}
