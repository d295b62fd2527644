/// The value that KVM leaves in registers whose reset value the architecture does not say: a guest
/// that never wrote the register left it there.
///
/// - Source: kernel `arch/arm64/kvm/sys_regs.c` (`reset_unknown`), 6.12 to 7.3.
public enum ResetPoison {
  /// The whole value.
  public static let value: UInt64 = 0x1de7_ec7e_dbad_c0de

  /// True when a value is the poison, whole or cut to 32 bits.
  public static func isWhole(_ word: UInt64) -> Bool {
    word == value || word == value & 0xffff_ffff
  }

  /// True when a value is the poison as some of the masks leave it, one after the other or alone.
  ///
  /// - Complexity: O(*n*) in the masks.
  public static func isMasked(_ word: UInt64, by masks: [RegisterMask]) -> Bool {
    if isWhole(word) { return true }
    let all = masks.reduce(value) { $1.sanitise($0) }
    return word == all || masks.contains { $0.sanitise(value) == word }
  }
}
