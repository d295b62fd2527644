import ArmArchitecture

/// The bits of a register that go on by themselves, or that KVM computes whenever it is read: two
/// captures of one vCPU differ in them.
public struct RunningBits: Hashable, Sendable {
  /// The register.
  public let id: RegisterID
  /// The bits.
  public let bits: UInt64

  /// The registers that have some on a kernel, in the order of the table.
  public static func on(_ kernel: KernelVersion) -> [RunningBits] {
    StoreRules.standard.rows.compactMap { row in
      guard case .runs(let bits) = row.action, row.kernels.contains(kernel) else { return nil }
      return RunningBits(id: row.registers.lowerBound, bits: bits)
    }
  }
}
