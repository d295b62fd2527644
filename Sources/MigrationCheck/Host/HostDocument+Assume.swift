import ArmArchitecture
import KVMEnforcement
import MigrationState

extension HostView {
  /// The record as it would be on the assumed kernel: release, register lists, fresh values and
  /// writable masks; the captured record when no kernel was assumed.
  ///
  /// What the captured kernel hid and the assumed one may show stays as captured.
  public var assumedDocument: HostDocument {
    guard isAssumed else { return document }
    var assumed = document
    assumed.kernelRelease = kernel.description
    assumed.vcpuProfiles = document.vcpuProfiles.compactMap { record in
      if VCPUInit.isUnknown(record.vcpuFeatures, on: kernel) { return nil }
      guard record.error == nil else {
        return VCPUInit.isUnknown(record.vcpuFeatures, on: capturedKernel) ? nil : record
      }
      let profile = onAssumedKernel(VCPUProfile(record))
      var result = record
      result.registers = RegisterState(profile.registers)
      result.writableMasks = Dictionary(
        uniqueKeysWithValues: profile.writableMasks.map { (RegisterID($0.key), $0.value) }
      )
      return result
    }
    return assumed
  }
}
