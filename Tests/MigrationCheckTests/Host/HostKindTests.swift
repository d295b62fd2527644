import ArmArchitecture
import KVMEnforcement
import MigrationState
import Testing

@testable import MigrationCheck

@Suite("hosts of one kind")
struct HostKindTests {
  @Test("another name, time, boot and counter make no other kind")
  func sameKind() throws {
    let host = try Samples.host("max-linux-7.3.4")
    var later = host
    later.name = "later"
    later.capturedAt = Timestamp(seconds: host.capturedAt.seconds + 86_400)
    later.bootId = "00000000-0000-0000-0000-000000000001"
    let counter = try #require(RegisterID("CNTPCT_EL0"))
    for place in later.vcpuProfiles.indices where later.vcpuProfiles[place].error == nil {
      #expect(later.vcpuProfiles[place].registers[counter] != nil)
      later.vcpuProfiles[place].registers.set(counter, to: .word(0x1234))
    }
    #expect(later.digest != host.digest)
    #expect(later.kindDigest == host.kindDigest)
  }

  @Test("another kernel, limit or capability makes another kind")
  func otherKind() throws {
    let host = try Samples.host("max-linux-7.3.4")
    var kernel = host
    kernel.kernelRelease = "7.3.5"
    #expect(kernel.kindDigest != host.kindDigest)
    var limit = host
    let register = try #require(RegisterID("ID_AA64ISAR0_EL1"))
    limit.vcpuProfiles[0].registers.set(register, to: .word(0))
    #expect(limit.kindDigest != host.kindDigest)
    var capability = host
    capability.kvmCapabilities[205] = 1
    #expect(capability.kindDigest != host.kindDigest)
  }
}
