import KVMEnforcement

/// The captured state of a VM: `migrate-check/snapshot/v1`.
public struct SnapshotDocument: Hashable, Sendable {
  /// The value of the key `schema`.
  public static let schema = "migrate-check/snapshot/v1"

  /// The VM's name.
  public var vm: String
  /// When the state was captured.
  public var capturedAt: Timestamp
  /// The host the VM ran on; nil when unknown.
  public var host: String?
  /// The release of the kernel the VM ran under; nil when unknown.
  public var kernelRelease: String?
  /// The vCPU features; nil when they must be told from the registers present.
  public var vcpuFeatures: VCPUFeatures?
  /// The in-kernel interrupt controller; nil when unknown.
  public var gic: GICModel?
  /// True when the VM has memory tagging; nil when unknown.
  public var mte: Bool?
  /// Where the capture comes from.
  public var source: CaptureSource
  /// The vCPUs, by ascending index.
  public var vcpus: [VCPUState]

  /// Makes a document from its parts.
  public init(vm: String, capturedAt: Timestamp, source: CaptureSource, vcpus: [VCPUState]) {
    self.vm = vm
    self.capturedAt = capturedAt
    self.source = source
    self.vcpus = vcpus
  }
}
