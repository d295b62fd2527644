import ArmArchitecture

/// Whether KVM initialises a vCPU with a set of features on a host.
///
/// - Source: kernel `arch/arm64/kvm/arm.c` (`kvm_vcpu_init_check_features`,
///   `system_supported_vcpu_features`), 7.3.
public struct VCPUInit: Hashable, Sendable {
  /// One reason to refuse.
  public enum Problem: Hashable, Sendable {
    /// The kernel does not know the feature: ENOENT.
    case unknown(VCPUFeature)
    /// The host does not offer the feature: EINVAL.
    case unavailable(VCPUFeature)
    /// The host was captured on a kernel that does not know the feature; whether this one offers
    /// it is not recorded.
    case unrecorded(VCPUFeature)
    /// The host does not offer MTE: EINVAL.
    case mteUnavailable
    /// Address and generic authentication must stand together: EINVAL.
    case ptrauthIncomplete
    /// An AArch32 EL1 excludes EL2 and MTE: EINVAL.
    case aarch32Conflict
  }

  /// Everything that stands against the vCPU; empty when it can be initialised.
  public let problems: [Problem]

  /// ENOENT (2) before EINVAL (22); 0 when the vCPU can be initialised.
  public var errno: Int32 {
    let isUnknown = problems.contains { problem in
      if case .unknown = problem { true } else { false }
    }
    return isUnknown ? 2 : problems.isEmpty ? 0 : 22
  }

  /// Checks a set of features.
  ///
  /// - Parameters:
  ///   - features: what the VM was initialised with.
  ///   - mte: true when the VM has MTE enabled.
  ///   - kernel: the target's release.
  ///   - capabilities: the target's KVM capability numbers and values; one left out is 0.
  ///   - capturedOn: the kernel that the capabilities are of; nil for the target's own.
  public init(
    _ features: VCPUFeatures,
    mte: Bool,
    kernel: KernelVersion,
    capabilities: [Int: Int],
    capturedOn: KernelVersion? = nil
  ) {
    var problems: [Problem] = []
    for feature in VCPUFeature.allCases where features.contains(feature) {
      if kernel < feature.firstKernel {
        problems.append(.unknown(feature))
      } else if let capturedOn, capturedOn < feature.firstKernel {
        problems.append(.unrecorded(feature))
      } else if !feature.capabilities.allSatisfy({ capabilities[$0, default: 0] > 0 }) {
        problems.append(.unavailable(feature))
      }
    }
    if mte, capabilities[205, default: 0] <= 0 { problems.append(.mteUnavailable) }
    if features.contains(.ptrauthAddress) != features.contains(.ptrauthGeneric) {
      problems.append(.ptrauthIncomplete)
    }
    if features.contains(.el1AArch32), mte || features.contains(.el2) {
      problems.append(.aarch32Conflict)
    }
    self.problems = problems
  }

  /// True when a kernel does not know one of the features' bits.
  public static func isUnknown(_ features: VCPUFeatures, on kernel: KernelVersion) -> Bool {
    features.contains { kernel < $0.firstKernel }
  }
}

extension VCPUFeature {
  /// The KVM capabilities that a host needs for the feature.
  ///
  /// - Source: kernel `include/uapi/linux/kvm.h` (`KVM_CAP_ARM_*`), 7.3.
  public var capabilities: [Int] {
    switch self {
    case .el1AArch32: [93]
    case .psci: []
    case .pmuV3: [126]
    case .sve: [170]
    case .ptrauthAddress, .ptrauthGeneric: [171, 172]
    case .el2, .el2E2H0: [240]
    }
  }

  /// The first series that knows the feature's bit, among those that are judged.
  var firstKernel: KernelVersion {
    switch self {
    case .el2, .el2E2H0: KernelVersion(6, 16)
    default: KernelVersion(0, 0)
    }
  }
}
