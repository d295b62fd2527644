import ArmArchitecture
import KVMEnforcement

/// One host, as KVM on it presents itself: `migrate-check/host/v1`.
public struct HostDocument: Hashable, Sendable {
  /// The value of the key `schema`.
  public static let schema = "migrate-check/host/v1"

  /// The host's name in the store.
  public var name: String
  /// When the capture was taken.
  public var capturedAt: Timestamp
  /// The kernel's release, `uname -r`.
  public var kernelRelease: String
  /// The kernel's build id; nil when the capture does not tell.
  public var buildId: String?
  /// The boot id at capture time; nil when the capture does not tell.
  public var bootId: String?
  /// The page size in bytes: 4,096, 16,384 or 65,536.
  public var pageSize: Int
  /// The kinds of CPU; more than one on heterogeneous hosts.
  public var cpus: [CPUIdentity]
  /// The kernel's "CPU features: detected:" lines; nil when the log was not readable.
  public var kernelCpuFeatures: [String]?
  /// The kernel's messages that begin with `kvm`; nil when the log was not readable.
  public var kvmMessages: [String]?
  /// The kernel's files about CPU vulnerabilities, by name, each with its line; nil when the capture
  /// does not tell.
  public var vulnerabilities: [String: String]?
  /// Registers of the host itself: ICH_VTR_EL2, SMIDR_EL1, PMSIDR_EL1, TRBIDR_EL1.
  public var hostRegisters: RegisterState?
  /// `REGISTER.FIELD` to the values a scratch VM accepted there.
  public var acceptedProbe: [String: [UInt64]]?
  /// What a probe guest saw; nil when no probe ran.
  public var measured: HostMeasurement?
  /// KVM capabilities by number.
  public var kvmCapabilities: [Int: Int64]
  /// The ID registers as user space reads them, with CTR_EL0, DCZID_EL0 and CNTFRQ_EL0 if readable.
  public var userIdRegisters: RegisterState
  /// What a fresh vCPU looks like, per set of vCPU features.
  public var vcpuProfiles: [VCPUProfileRecord]

  /// Makes a document from its parts.
  public init(
    name: String,
    capturedAt: Timestamp,
    kernelRelease: String,
    pageSize: Int,
    cpus: [CPUIdentity],
    kvmCapabilities: [Int: Int64] = [:],
    userIdRegisters: RegisterState = RegisterState(),
    vcpuProfiles: [VCPUProfileRecord]
  ) {
    self.name = name
    self.capturedAt = capturedAt
    self.kernelRelease = kernelRelease
    self.pageSize = pageSize
    self.cpus = cpus
    self.kvmCapabilities = kvmCapabilities
    self.userIdRegisters = userIdRegisters
    self.vcpuProfiles = vcpuProfiles
  }
}
