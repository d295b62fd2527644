import ArmArchitecture
import KVMEnforcement
import MigrationState

/// Group 1: ID registers that contradict each other.
struct CombinationCheck: GroupCheck {
  let findings: [Finding]

  init(_ context: MoveContext) {
    let vm = context.guest.idRegisters
    let fresh = context.target.profile.registers
    findings = Self.rows.compactMap { row in
      guard row.isBroken({ vm[$0] }) else { return nil }
      let isOwn = row.isBroken { fresh[$0] }
      var finding = FindingKind.illegalCombination.finding(
        isOwn ? .note : .warn,
        row.has.path,
        "\(row.has.path) of at least \(row.hasLeast) needs \(row.needs.path) of at least "
          + "\(row.needsLeast)"
          + (isOwn ? "; \(context.target.host.name) shows the same to a fresh VM" : "")
      )
      finding.register = row.has.encoding.name
      finding.field = row.has.name
      finding.msb = row.has.bits.msb
      finding.lsb = row.has.bits.lsb
      finding.remedy = FindingKind.illegalCombination.remedy
      return finding
    }
  }

  /// While one field is at least a number, another must be.
  private struct Row: Sendable {
    let has: IDField
    let hasLeast: UInt64
    let needs: IDField
    let needsLeast: UInt64

    func isBroken(_ register: (Encoding) -> UInt64?) -> Bool {
      guard let first = register(has.encoding), let second = register(needs.encoding) else {
        return false
      }
      return has.bits.extract(first) >= hasLeast && needs.bits.extract(second) < needsLeast
    }
  }

  private static let rows = builtIn { () throws(TableError) in try parse("table", table) }

  /// The combinations, `FIELD LEAST FIELD LEAST`: the first needs the second.
  ///
  /// - Source: Arm ARM section A2.3; Arm's Features.json, v9Ap6-A, as far as a guest crashes on the
  ///   contradiction.
  private static let table: StaticString = """
    ID_AA64ZFR0_EL1.SVEver   1  ID_AA64PFR0_EL1.SVE     1
    ID_AA64ZFR0_EL1.AES      1  ID_AA64ISAR0_EL1.AES    1
    ID_AA64ZFR0_EL1.SHA3     1  ID_AA64ISAR0_EL1.SHA3   1
    ID_AA64ZFR0_EL1.SM4      1  ID_AA64ISAR0_EL1.SM4    1
    ID_AA64ZFR0_EL1.I8MM     1  ID_AA64ISAR1_EL1.I8MM   1
    ID_AA64ZFR0_EL1.BF16     1  ID_AA64ISAR1_EL1.BF16   1
    ID_AA64ISAR0_EL1.SHA2    2  ID_AA64ISAR0_EL1.SHA1   1
    ID_AA64ISAR0_EL1.SHA3    1  ID_AA64ISAR0_EL1.SHA2   2
    ID_AA64MMFR3_EL1.S1PIE   1  ID_AA64MMFR3_EL1.TCRX   1
    ID_AA64MMFR3_EL1.S1POE   1  ID_AA64MMFR3_EL1.TCRX   1
    """

  private static func parse(_ name: String, _ text: StaticString) throws(TableError) -> [Row] {
    let text = TableText(name, text)
    var rows: [Row] = []
    for row in text.rows {
      guard row.words.count == 4, let has = IDRegisters.standard.field(row.words[0]),
        let hasLeast = UInt64(row.words[1]), let needs = IDRegisters.standard.field(row.words[2]),
        let needsLeast = UInt64(row.words[3])
      else { throw text.error(row, "two fields with numbers are expected") }
      rows.append(Row(has: has, hasLeast: hasLeast, needs: needs, needsLeast: needsLeast))
    }
    return rows
  }
}

extension CombinationCheck {
  /// None: it judges hosts and configurations alone.
  func judgedBits(_ id: RegisterID) -> UInt64 { 0 }
}
