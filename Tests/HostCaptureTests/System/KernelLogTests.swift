import Testing

@testable import HostCapture

@Suite("reading the kernel's log")
struct KernelLogTests {
  @Test("CPU features and KVM's messages are taken in order, without what stands before them")
  func lines() throws {
    let log = try #require(
      KernelLog([
        "6,0,0,-;Booting Linux\n", "6,1,0,-;CPU features: detected: Fine Grained Traps\n",
        "6,2,10,-;kvm [1]: IPA Size Limit: 48 bits\n SUBSYSTEM=x\n",
        "6,3,11,-;CPU features: emulated: something\n", "6,4,12,-;kvm: exiting\n",
      ])
    )
    #expect(log.cpuFeatures == ["Fine Grained Traps"])
    #expect(log.kvmMessages == ["IPA Size Limit: 48 bits"])
  }

  @Test("a log that lost its beginning, or is empty, tells nothing")
  func lost() {
    #expect(KernelLog(["6,17,0,-;CPU features: detected: Fine Grained Traps"]) == nil)
    #expect(KernelLog([]) == nil)
  }
}
