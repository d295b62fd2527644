import ArmArchitecture
import KVMEnforcement
import Testing

/// KVM creates a vCPU when kernel and host know every feature; every reason against it is told.
@Suite struct VCPUInitTests {
  private func check(
    _ features: VCPUFeatures,
    mte: Bool = false,
    _ kernel: KernelVersion = KernelVersion(7, 3, 4),
    _ capabilities: [Int: Int] = [93: 1, 126: 1, 170: 1, 171: 1, 172: 1, 205: 1, 240: 1]
  ) -> VCPUInit {
    VCPUInit(features, mte: mte, kernel: kernel, capabilities: capabilities)
  }

  @Test("a host that offers everything")
  func everything() {
    let all: VCPUFeatures = [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric, .el2, .el2E2H0]
    #expect(check(all, mte: true).errno == 0)
    #expect(check([.psci, .el1AArch32]).errno == 0)
  }

  @Test("every missing capability is told")
  func missing() {
    let result = check(
      [.psci, .pmuV3, .sve, .ptrauthAddress, .ptrauthGeneric],
      mte: true,
      .init(7, 3),
      [:]
    )
    #expect(result.errno == 22)
    #expect(
      Set(result.problems) == [
        .unavailable(.pmuV3), .unavailable(.sve), .unavailable(.ptrauthAddress),
        .unavailable(.ptrauthGeneric), .mteUnavailable,
      ]
    )
  }

  @Test("a feature that the kernel does not know is ENOENT, before anything else")
  func unknown() {
    let result = check([.psci, .sve, .el2], .init(6, 12, 107), [:])
    #expect(result.errno == 2)
    #expect(Set(result.problems) == [.unknown(.el2), .unavailable(.sve)])
  }

  @Test("features that must or must not stand together")
  func combinations() {
    #expect(check([.psci, .ptrauthAddress]).problems == [.ptrauthIncomplete])
    #expect(check([.psci, .el1AArch32, .el2]).problems == [.aarch32Conflict])
    #expect(check([.psci, .el1AArch32], mte: true).errno == 22)
  }
}
