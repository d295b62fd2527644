/// The encoding of a system register or system instruction: `op0 op1 CRn CRm op2`.
///
/// The five operands stand in one 16-bit word, `op0[15:14] op1[13:11] CRn[10:7] CRm[6:3] op2[2:0]`,
/// so that encodings order like the Arm ARM's tables and like KVM's register list.
///
/// - Source: Arm ARM section C5.1 (system instruction class encoding); kernel
///   `arch/arm64/include/uapi/asm/kvm.h`, `ARM64_SYS_REG`.
public struct Encoding: Hashable, Comparable, Sendable {
  /// The packed operands, `op0[15:14] op1[13:11] CRn[10:7] CRm[6:3] op2[2:0]`.
  public let packed: UInt16

  /// Wraps operands that are already packed.
  public init(packed: UInt16) {
    self.packed = packed
  }

  /// Packs five operands; nil when one does not fit its field (2, 3, 4, 4 and 3 bits).
  public init?(op0: Int, op1: Int, crn: Int, crm: Int, op2: Int) {
    guard 0..<4 ~= op0, 0..<8 ~= op1, 0..<16 ~= crn, 0..<16 ~= crm, 0..<8 ~= op2 else { return nil }
    packed = UInt16(op0 << 14 | op1 << 11 | crn << 7 | crm << 3 | op2)
  }

  /// The operand `op0`, 0 to 3; 1 is a system instruction, 2 and 3 are system registers.
  public var op0: Int { Int(packed >> 14) }
  /// The operand `op1`, 0 to 7.
  public var op1: Int { Int(packed >> 11 & 0x7) }
  /// The operand `CRn`, 0 to 15.
  public var crn: Int { Int(packed >> 7 & 0xf) }
  /// The operand `CRm`, 0 to 15.
  public var crm: Int { Int(packed >> 3 & 0xf) }
  /// The operand `op2`, 0 to 7.
  public var op2: Int { Int(packed & 0x7) }

  /// True for system instructions (`op0` is 1: AT, TLBI, DC, IC, CFP…), false for registers.
  public var isInstruction: Bool { op0 == 1 }

  /// Orders by `op0`, `op1`, `CRn`, `CRm`, `op2`.
  public static func < (lhs: Encoding, rhs: Encoding) -> Bool {
    lhs.packed < rhs.packed
  }
}

extension Encoding: CustomStringConvertible {
  /// The assembler's generic spelling, `S<op0>_<op1>_C<CRn>_C<CRm>_<op2>`.
  public var description: String { "S\(op0)_\(op1)_C\(crn)_C\(crm)_\(op2)" }
}
