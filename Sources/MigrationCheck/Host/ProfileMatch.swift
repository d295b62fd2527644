import KVMEnforcement
import MigrationState

/// What a host's record says of one set of vCPU features.
public enum ProfileMatch: Sendable {
  /// A profile stands for them.
  ///
  /// `comparesGIC` is false when the profile's interrupt controller is not the VM's: GIC fields say
  /// nothing then. `isDerived` is true when it was made from a profile with more features.
  case found(VCPUProfile, comparesGIC: Bool, isDerived: Bool)
  /// KVM refused to create such a vCPU.
  case refused(reason: String)
  /// The record does not tell.
  case unknown
}

extension HostView {
  /// The profile that stands for a VM's vCPUs on this host.
  ///
  /// The same features as a set, the same MTE, and the same interrupt controller; when that is
  /// unknown or has no profile, any profile of the features, whose GIC fields are not compared.
  ///
  /// - Parameters:
  ///   - features: the features the VM's vCPUs are initialised with.
  ///   - gic: the VM's interrupt controller; nil when unknown.
  ///   - mte: whether the VM has memory tagging.
  ///   - cpu: the kind of CPU, an index into the record's `cpus`; nil for any.
  /// - Returns: the profile, KVM's refusal, or nothing.
  public func profile(
    features: VCPUFeatures,
    gic: GICModel?,
    mte: Bool,
    cpu: Int? = nil
  ) -> ProfileMatch {
    plans.profiles.value(for: HostPlans.Wanted(features: features, gic: gic, mte: mte, cpu: cpu)) {
      match(features, gic, mte, cpu)
    }
  }

  private func match(
    _ features: VCPUFeatures,
    _ gic: GICModel?,
    _ mte: Bool,
    _ cpu: Int?
  ) -> ProfileMatch {
    let sameFeatures = document.vcpuProfiles.filter {
      $0.vcpuFeatures == features && $0.mte == mte && (cpu == nil || $0.cpu == nil || $0.cpu == cpu)
    }
    let sameGIC = sameFeatures.filter { $0.gic == gic }
    if let record = (sameGIC + sameFeatures).first(where: { $0.error == nil }) {
      let withoutGIC = sameFeatures.first { $0.gic == .none && $0.error == nil }
      return .found(
        onAssumedKernel(VCPUProfile(record, withoutGIC: withoutGIC)),
        comparesGIC: record.gic == gic,
        isDerived: false
      )
    }
    let isUnknownBit = VCPUInit.isUnknown(features, on: capturedKernel)
    if let refused = sameFeatures.first, !isUnknownBit || !isAssumed {
      return .refused(reason: refused.error ?? "")
    }
    let recorded = document.vcpuProfiles.filter {
      $0.error == nil && (cpu == nil || $0.cpu == nil || $0.cpu == cpu)
    }
    let derived = VCPUProfile.synthesised(
      features,
      mte: mte,
      gic: gic ?? .v3,
      from: recorded.map { VCPUProfile($0) }
    )
    guard let derived else { return .unknown }
    return .found(onAssumedKernel(derived), comparesGIC: derived.gic == gic, isDerived: true)
  }

  /// The profile as the kernel that is judged would show it.
  func onAssumedKernel(_ profile: VCPUProfile) -> VCPUProfile {
    guard isAssumed else { return profile }
    return KernelAxis.standard.profile(profile, from: capturedKernel, to: kernel, facts: facts)
  }
}
