/// The classes of registers that KVM/arm64 gives ids to.
///
/// - Source: kernel `arch/arm64/include/uapi/asm/kvm.h` (`KVM_REG_ARM_*`), 7.3.
public enum RegisterClass: UInt16, Sendable, CaseIterable {
  /// General, PSTATE, SPSR and SIMD registers: an index of 32-bit words into `struct kvm_regs`.
  case core = 0x0010
  /// Registers behind a selector: CCSIDR_EL1 by CSSELR_EL1.
  case demux = 0x0011
  /// System registers; the number is the packed encoding.
  case system = 0x0013
  /// Firmware: PSCI version and SMCCC workaround levels.
  case firmware = 0x0014
  /// SVE: Z, P and FFR slices, and the set of vector lengths.
  case sve = 0x0015
  /// Bitmaps of the hypercall services that firmware offers.
  case firmwareBitmap = 0x0016
}
