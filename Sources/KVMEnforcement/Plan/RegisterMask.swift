import ArmArchitecture

/// What KVM makes of one register of a VM: the bits it forces to 0 and to 1.
public struct RegisterMask: Hashable, Sendable {
  /// The register.
  public let encoding: Encoding
  /// The bits that read as 0 whatever was written; disjoint from ``one``.
  public internal(set) var zero: UInt64
  /// The bits that read as 1 whatever was written; disjoint from ``zero``.
  public internal(set) var one: UInt64
  /// False for a mask that the kernel computes but does not apply: the registers of the GICv5 CPU
  /// interface, which no VM with EL2 has yet.
  public let isApplied: Bool

  /// Makes a mask; a bit in both counts as RES0.
  public init(encoding: Encoding, zero: UInt64, one: UInt64, isApplied: Bool = true) {
    self.encoding = encoding
    self.zero = zero
    self.one = one & ~zero
    self.isApplied = isApplied
  }

  /// The effective value, `(value & ~RES0) | RES1`, of a register whose mask is applied.
  ///
  /// - Source: kernel `arch/arm64/kvm/nested.c` (`kvm_vcpu_apply_reg_masks`), 7.3.
  public func sanitise(_ value: UInt64) -> UInt64 { (value & ~zero) | one }

  /// The bits of a value that sanitising changes.
  public func invalidBits(of value: UInt64) -> UInt64 { sanitise(value) ^ value }
}
