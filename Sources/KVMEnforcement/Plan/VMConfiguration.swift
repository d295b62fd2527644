import ArmArchitecture

/// What decides which features a VM has: its ID registers, vCPU features and interrupt controller.
public struct VMConfiguration: Hashable, Sendable {
  /// The VM's ID registers as userspace left them, together with the host's SMIDR_EL1, PMSIDR_EL1,
  /// TRBIDR_EL1 and ICH_VTR_EL2; a register left out counts as 0.
  public var idRegisters: IDRegisterValues
  /// What the vCPUs were initialised with.
  public var vcpuFeatures: VCPUFeatures
  /// The in-kernel interrupt controller.
  public var gic: GICModel
  /// True when the VM has Memory Tagging (`KVM_CAP_ARM_MTE`).
  public var mte: Bool

  /// Makes a configuration.
  public init(
    idRegisters: IDRegisterValues,
    vcpuFeatures: VCPUFeatures,
    gic: GICModel,
    mte: Bool = false
  ) {
    self.idRegisters = idRegisters
    self.vcpuFeatures = vcpuFeatures
    self.gic = gic
    self.mte = mte
  }
}
