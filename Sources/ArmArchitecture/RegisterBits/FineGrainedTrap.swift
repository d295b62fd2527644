/// What one bit of a fine-grained-trap register traps.
public struct FineGrainedTrap: Hashable, Sendable {
  /// The encodings that trap with exception class 0x18, ascending.
  ///
  /// The nXS forms of TLBI instructions are included. Empty when the trap has a class of its own.
  public let encodings: [Encoding]
  /// The exception class of a trap that has its own (PSB CSYNC, TSB CSYNC, GCSSTR, SVC, ERET);
  /// nil for system registers and instructions.
  public let exceptionClass: UInt8?
  /// True when 0 traps and 1 does not.
  ///
  /// By the Arm ARM's convention these are the bits whose name is `n` before a capital, and every
  /// bit of the GICv5 registers.
  public let isNegative: Bool
  /// True when the bit joins the Fine-Grained-UNDEF word while it is not valid; false for bits that
  /// never do, because what they trap always exists or the kernel does not look at them.
  public let isUndefined: Bool
}

/// The direction of access that a fine-grained-trap register traps.
public enum TrappedAccess: String, Sendable, CaseIterable {
  /// Reads of system registers.
  case read
  /// Writes of system registers.
  case write
  /// Instructions.
  case execute
}

/// A fine-grained-trap register, or a read and write pair, that shares one Fine-Grained-UNDEF word.
///
/// - Source: kernel `arch/arm64/include/asm/kvm_host.h` (`enum fgt_group_id`), 7.3.
public enum TrapGroup: String, Sendable, CaseIterable {
  /// HFGRTR_EL2 and HFGWTR_EL2.
  case registers = "HFGRTR"
  /// HFGITR_EL2.
  case instructions = "HFGITR"
  /// HDFGRTR_EL2 and HDFGWTR_EL2.
  case debug = "HDFGRTR"
  /// HAFGRTR_EL2.
  case activity = "HAFGRTR"
  /// HFGRTR2_EL2 and HFGWTR2_EL2.
  case registers2 = "HFGRTR2"
  /// HFGITR2_EL2.
  case instructions2 = "HFGITR2"
  /// HDFGRTR2_EL2 and HDFGWTR2_EL2.
  case debug2 = "HDFGRTR2"
  /// ICH_HFGRTR_EL2 and ICH_HFGWTR_EL2.
  case interrupts = "ICH_HFGRTR"
  /// ICH_HFGITR_EL2.
  case interruptInstructions = "ICH_HFGITR"

  /// The group of a register and the access that the register traps; nil for any other register.
  ///
  /// - Complexity: O(1).
  static func of(_ register: String) -> (group: TrapGroup, access: TrappedAccess)? {
    byRegister[register]
  }

  /// The registers of every group: the one it is named after, and beside one that traps reads the one
  /// that traps writes.
  private static let byRegister: [String: (group: TrapGroup, access: TrappedAccess)] = {
    var result: [String: (group: TrapGroup, access: TrappedAccess)] = [:]
    for group in allCases {
      let register = group.rawValue + "_EL2"
      guard let letter = register.firstIndex(of: "G").map(register.index(after:)) else { continue }
      let isOfInstructions = register[letter] == "I"
      result[register] = (group, isOfInstructions ? .execute : .read)
      if isOfInstructions { continue }
      let writes =
        String(register[..<letter]) + "W" + String(register[register.index(after: letter)...])
      result[writes] = (group, .write)
    }
    return result
  }()
}
