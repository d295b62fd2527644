import ArmArchitecture
import KVMEnforcement

/// What a fresh vCPU with one set of features looks like on a host.
public struct VCPUProfileRecord: Hashable, Sendable {
  /// The profile's name within the host document.
  public var name: String
  /// The index into ``HostDocument/cpus`` of the CPU the vCPU ran on; nil on homogeneous hosts.
  public var cpu: Int?
  /// The features the vCPU was initialised with.
  public var vcpuFeatures: VCPUFeatures
  /// The in-kernel interrupt controller.
  public var gic: GICModel
  /// True when the VM was given memory tagging.
  public var mte: Bool
  /// The fresh vCPU's registers; empty when ``error`` says that it could not be created.
  public var registers: RegisterState
  /// The bits of ID registers that userspace may write; nil when the kernel cannot tell.
  public var writableMasks: [RegisterID: UInt64]?
  /// Why KVM refused this set of features; nil when it did not.
  public var error: String?

  /// Makes a profile from its parts.
  public init(
    name: String,
    vcpuFeatures: VCPUFeatures,
    gic: GICModel,
    mte: Bool,
    registers: RegisterState,
    writableMasks: [RegisterID: UInt64]? = nil
  ) {
    self.name = name
    self.vcpuFeatures = vcpuFeatures
    self.gic = gic
    self.mte = mte
    self.registers = registers
    self.writableMasks = writableMasks
  }
}
