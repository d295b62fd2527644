import KVMEnforcement
import MigrationState

/// Group 2, first step: whether the target can create a vCPU with the VM's features at all.
struct VCPUFeatureCheck {
  let guest: GuestClass
  let target: HostView

  /// What the target's capabilities rule out; a record without any does not tell.
  var findings: [Finding] {
    if target.document.kvmCapabilities.isEmpty { return [] }
    return VCPUInit(
      guest.features,
      mte: guest.mte,
      kernel: target.kernel,
      capabilities: target.document.kvmCapabilities.mapValues { Int($0) },
      capturedOn: target.isAssumed ? target.capturedKernel : nil
    ).problems.map(finding)
  }

  /// KVM refused such a vCPU when the target was captured.
  func refused(_ reason: String) -> Finding {
    finding(names, "\(target.name) cannot create a vCPU with \(names): \(reason)")
  }

  /// The record does not tell.
  var missing: Finding {
    var finding = FindingKind.profileMissing.finding(
      .undecided,
      target.name,
      "the record of \(target.name) has no profile with the vCPU features \(names)"
    )
    finding.remedy = FindingKind.profileMissing.remedy
    return finding
  }

  /// The profile was made from one with more features.
  var derived: Finding {
    FindingKind.profileMissing.finding(
      .note,
      target.name,
      "the record of \(target.name) has no profile with the vCPU features \(names); it was derived "
        + "from a fuller one"
    )
  }

  private var names: String {
    let names = VCPUFeature.allCases.filter(guest.features.contains).map(\.rawValue)
    return (names + (guest.mte ? ["mte"] : [])).joined(separator: ", ")
  }

  private func finding(_ problem: VCPUInit.Problem) -> Finding {
    switch problem {
    case .unknown(let feature):
      finding(
        feature.rawValue,
        "the kernel of \(target.name) (\(target.kernelName)) does not know the vCPU "
          + "feature \(feature.rawValue)"
      )
    case .unavailable(let feature):
      finding(
        feature.rawValue,
        "\(target.name) does not offer the vCPU feature \(feature.rawValue)"
      )
    case .unrecorded(let feature): unrecorded(feature)
    case .mteUnavailable: finding("mte", "\(target.name) does not offer memory tagging")
    case .ptrauthIncomplete:
      finding("ptrauth", "address and generic pointer authentication must be asked for together")
    case .aarch32Conflict:
      finding("el1-32bit", "an AArch32 EL1 excludes EL2 and memory tagging")
    }
  }

  /// The host was captured on a kernel that does not know the feature.
  private func unrecorded(_ feature: VCPUFeature) -> Finding {
    var finding = FindingKind.profileMissing.finding(
      .undecided,
      target.name,
      "the record of \(target.name) is of kernel \(target.capturedKernel), which does not know the "
        + "vCPU feature \(feature.rawValue)"
    )
    finding.remedy = FindingKind.profileMissing.remedy
    return finding
  }

  private func finding(_ subject: String, _ message: String) -> Finding {
    var finding = FindingKind.vcpuFeatureUnavailable.finding(.refuse, subject, message)
    finding.remedy = FindingKind.vcpuFeatureUnavailable.remedy
    return finding
  }
}
