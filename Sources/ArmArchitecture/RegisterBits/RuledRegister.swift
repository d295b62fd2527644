/// A register whose bits depend on features, as one kernel series sees it.
public struct RuledRegister: Sendable {
  /// The register's architectural name.
  public let name: String
  /// The register's encoding.
  public let encoding: Encoding
  /// When the register exists: otherwise every bit that is not reserved is RES0.
  ///
  /// Nil when nothing is asked.
  public let requirement: Predicate?
  /// When the kernel sanitises the register at all: otherwise both masks are zero.
  ///
  /// Nil when nothing is asked.
  public let sanitisedOnlyWith: Predicate?
  /// False for registers whose masks the kernel computes but, their owner not existing yet, does
  /// not apply.
  public let isApplied: Bool
  /// The rules, highest bit first, covering every bit exactly once.
  public let rules: [BitRule]
  /// The Fine-Grained-UNDEF word the register belongs to; nil unless it is a fine-grained-trap
  /// register.
  public let trapGroup: TrapGroup?
  /// What the register's bits trap; nil unless it is a fine-grained-trap register.
  public let access: TrappedAccess?

  /// The rule of a bit, 0 to 63; nil for any other number.
  ///
  /// - Complexity: O(*n*) in the register's rules.
  public func rule(ofBit bit: Int) -> BitRule? {
    rules.first { $0.bits.lsb...$0.bits.msb ~= bit }
  }

  /// The rules of a field; empty when the register has no field of that name.
  ///
  /// A field with more than one rule is valid in parts (VTTBR_EL2.VMID).
  ///
  /// - Complexity: O(*n*) in the register's rules.
  public func rules(ofField name: some StringProtocol) -> [BitRule] {
    rules.filter { $0.name.map { $0 == name } ?? false }
  }
}
