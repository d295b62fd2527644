import KVMEnforcement

extension GuestClass {
  /// The VM as its client initialises it on the target.
  ///
  /// QEMU's `-cpu host` takes what the target offers, see
  /// ``KVMEnforcement/RestoreClient/features(of:source:target:)``.
  ///
  /// - Parameters:
  ///   - source: the host it runs on; nil when unknown.
  ///   - target: the host it is to run on.
  /// - Returns: the same VM with the features it has there.
  func restored(from source: HostView?, on target: HostView) -> GuestClass {
    guard client.writesItsOwnList, !features.contains(.el1AArch32) else { return self }
    var restored = self
    restored.features = client.features(
      of: features,
      source: source?.offeredFeatures,
      target: target.offeredFeatures
    )
    return restored
  }
}

extension HostView {
  /// Every feature that a vCPU without EL2 and without an AArch32 EL1 was created with here.
  var offeredFeatures: VCPUFeatures {
    document.vcpuProfiles.filter { $0.error == nil }.reduce(into: []) { offered, profile in
      offered.formUnion(profile.vcpuFeatures.subtracting([.el2, .el2E2H0, .el1AArch32]))
    }
  }
}
