import ArmArchitecture

extension KernelAxis {
  /// The writable masks of ID registers, by kernel; a register without a row has none.
  ///
  /// Notation: `KERNELS MASK REGISTER…`, see ``KernelAxis/MaskRow/rows(_:_:)``. The masks of a
  /// kernel are the same on every host and for all vCPU features: 98 profiles of 16 hosts agree.
  ///
  /// - Source: KVM_ARM_GET_REG_WRITABLE_MASKS on 6.12.107, 6.16.12, 6.18.15, 7.2.11 and 7.3.4;
  ///   6.9 from kernel `arch/arm64/kvm/sys_regs.c` (`sys_reg_descs`), commit 84de212d739e, with the
  ///   reserved bits of 6.12. AArch32 ID registers became writable in 6.18 and, as a stable change,
  ///   in 6.12.60.
  static let maskTable: StaticString = """
    6.16..      0xffffffffffffffff  AIDR_EL1
    6.9..       0x00007fffffffffff  CLIDR_EL1
    6.12        0x00000000300f000f  CTR_EL0
    6.16..      0x00000000300fc00f  CTR_EL0
    6.9         0x0000000000000f0f  ID_AA64DFR0_EL1
    6.12..      0x000000f000f00f0f  ID_AA64DFR0_EL1
    6.12        0x00000000f0000003  ID_AA64FPFR0_EL1
    6.16..6.18  0x00000000fc000003  ID_AA64FPFR0_EL1
    7.2..       0x00000000fc0080ff  ID_AA64FPFR0_EL1
    6.9..6.18   0xfffffffffffffff0  ID_AA64ISAR0_EL1
    7.2..       0xfffffffff0fffff0  ID_AA64ISAR0_EL1
    6.9..       0xffffffff00fff00f  ID_AA64ISAR1_EL1
    6.9..6.12   0xffff0fffffff00ff  ID_AA64ISAR2_EL1
    6.16..      0xffffffffffff00ff  ID_AA64ISAR2_EL1
    6.16        0x00000000f00000f0  ID_AA64ISAR3_EL1
    6.18        0x00000000f00f00f0  ID_AA64ISAR3_EL1
    7.2..       0x00000000ff0f00f0  ID_AA64ISAR3_EL1
    6.9         0xff00f000ffffffff  ID_AA64MMFR0_EL1
    6.12        0xff00f000ffffff0f  ID_AA64MMFR0_EL1
    6.16..      0xff00ffffffffff0f  ID_AA64MMFR0_EL1
    6.9..6.16   0xfffff0f00ffff00f  ID_AA64MMFR1_EL1
    6.18..      0xffffffff0ffff00f  ID_AA64MMFR1_EL1
    6.9..       0xf0ff000ff00fffff  ID_AA64MMFR2_EL1
    6.12..6.16  0x00000000000f0f0f  ID_AA64MMFR3_EL1
    6.18..      0x00000000000f0fff  ID_AA64MMFR3_EL1
    6.16..      0x0000000000f00000  ID_AA64MMFR4_EL1
    6.9         0xffff00f00000ffff  ID_AA64PFR0_EL1
    6.12..6.16  0xffff00f00f00ffff  ID_AA64PFR0_EL1
    6.18..      0xffff00f0ff00ffff  ID_AA64PFR0_EL1
    6.12..6.16  0x0000000f000000ff  ID_AA64PFR1_EL1
    6.18..      0x0f00000f0000f0ff  ID_AA64PFR1_EL1
    6.12..6.16  0x0000000f00000000  ID_AA64PFR2_EL1
    6.18        0x0000000f00000ff0  ID_AA64PFR2_EL1
    7.2..       0x0000000f0000fff0  ID_AA64PFR2_EL1
    6.9..6.12   0x0ff0ff0f0fff00ff  ID_AA64ZFR0_EL1
    6.16..      0x0fffff0f0ffff0ff  ID_AA64ZFR0_EL1
    6.9         0x000000000f00000f  ID_DFR0_EL1
    6.12        0x00000000ffffffff  ID_DFR0_EL1 ID_ISAR0_EL1 ID_ISAR1_EL1 ID_ISAR2_EL1
      + ID_ISAR3_EL1 ID_ISAR4_EL1 ID_ISAR5_EL1 ID_ISAR6_EL1 ID_MMFR0_EL1 ID_MMFR1_EL1 ID_MMFR2_EL1
      + ID_MMFR3_EL1 ID_MMFR4_EL1 ID_MMFR5_EL1 ID_PFR0_EL1 ID_PFR1_EL1 ID_PFR2_EL1 MVFR0_EL1
      + MVFR1_EL1 MVFR2_EL1
    6.16        0x000000000f00000f  ID_DFR0_EL1
    6.18..      0x00000000ffffffff  ID_DFR0_EL1 ID_ISAR0_EL1 ID_ISAR1_EL1 ID_ISAR2_EL1
      + ID_ISAR3_EL1 ID_ISAR4_EL1 ID_ISAR5_EL1 ID_ISAR6_EL1 ID_MMFR0_EL1 ID_MMFR1_EL1 ID_MMFR2_EL1
      + ID_MMFR3_EL1 ID_MMFR4_EL1 ID_MMFR5_EL1 ID_PFR0_EL1 ID_PFR1_EL1 ID_PFR2_EL1 MVFR0_EL1
      + MVFR1_EL1 MVFR2_EL1
    6.16..      0x00000000ffffffff  MIDR_EL1
    6.16..      0xffffffffffffffff  REVIDR_EL1
    """

  /// The writable masks that a kernel has for ID registers.
  ///
  /// - Parameter kernel: any release; before 6.9 ID registers were not writable, but for a few fields
  ///   that every host shows alike.
  /// - Returns: the masks; a register without one is not writable.
  /// - Complexity: O(*n*) in the table.
  public func writableMasks(on kernel: KernelVersion) -> [(register: Encoding, mask: UInt64)] {
    masks.filter { $0.kernels.contains(kernel) }.map { ($0.register, $0.mask) }
  }
}
