import ArmArchitecture
import KVMEnforcement

/// One VM's configuration: `migrate-check/vm/v1`.
public struct VMDocument: Hashable, Sendable {
  /// The value of the key `schema`.
  public static let schema = "migrate-check/vm/v1"

  /// The VM's name in the store.
  public var name: String
  /// The VM's UUID; nil when unknown.
  public var uuid: String?
  /// The number of vCPUs.
  public var vcpuCount: Int
  /// The features every vCPU is initialised with.
  public var vcpuFeatures: VCPUFeatures
  /// The in-kernel interrupt controller.
  public var gic: GICModel
  /// True when the VM has memory tagging.
  public var mte: Bool
  /// The ID registers the VMM sets; one that is missing was left to KVM.
  public var idRegisters: RegisterState
  /// The name of the host the VM was created on; nil when unknown.
  public var createdOn: String?
  /// The program that runs the VM; nil when unknown.
  public var vmm: VMM?
  /// True when the VMM enables KVM capability 239, writable MIDR, REVIDR and AIDR; nil when unknown.
  public var writableImplementationIds: Bool?
  /// The size of the intermediate physical address space in bits; nil when unknown.
  public var ipaSize: Int?
  /// The SVE vector lengths in bits, ascending; nil when unknown.
  public var sveVectorLengths: [Int]?
  /// Firmware registers; nil when unknown.
  public var firmware: RegisterState?
  /// The host CPUs the VM may run on; nil when it may run on all.
  public var cpuAffinity: [Int]?
  /// The VMM's description of the machine, a JSON object kept verbatim; nil when there is none.
  public var machine: String?

  /// Makes a document from its parts.
  public init(
    name: String,
    vcpuCount: Int,
    vcpuFeatures: VCPUFeatures,
    gic: GICModel,
    mte: Bool,
    idRegisters: RegisterState
  ) {
    self.name = name
    self.vcpuCount = vcpuCount
    self.vcpuFeatures = vcpuFeatures
    self.gic = gic
    self.mte = mte
    self.idRegisters = idRegisters
  }
}
