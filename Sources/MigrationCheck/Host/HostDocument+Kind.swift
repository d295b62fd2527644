import ArmArchitecture
import KVMEnforcement
import MigrationState

extension HostDocument {
  /// The digest of everything in the record but its name, when it was captured and what runs on by
  /// itself: hosts of one kind share it, and captures of one host.
  public var kindDigest: Digest {
    var kind = self
    kind.name = "-"
    kind.capturedAt = Timestamp(seconds: 0)
    kind.bootId = nil
    for running in KernelVersion(kernelRelease).map(RunningBits.on) ?? [] {
      for place in kind.vcpuProfiles.indices {
        guard let word = kind.vcpuProfiles[place].registers[running.id]?.word else { continue }
        kind.vcpuProfiles[place].registers.set(running.id, to: .word(word & ~running.bits))
      }
    }
    return kind.digest
  }
}
