import MigrationState
import Testing

@testable import HostCapture

@Suite("what the command line of a VM's process says")
struct VMCommandLineTests {
  private func read(_ words: String...) -> VMCommandLine {
    VMCommandLine(words.flatMap { Array($0.utf8) + [0] })
  }

  @Test(
    "QEMU's ways to name a guest",
    arguments: [
      ("guest=web-1,debug-threads=on", "web-1"), ("web-1", "web-1"),
      ("web-1,process=q", "web-1"), ("debug-threads=on,guest=web-1", "web-1"),
      ("debug-threads=on", nil), ("guest=a,,b", nil), ("guest=../etc", nil), ("", nil),
    ]
  )
  func qemu(_ option: String, _ name: String?) {
    let line = read("/usr/bin/qemu-system-aarch64", "-name", option, "-uuid", "AB-1", "-S")
    #expect(line.name == name)
    #expect(line.uuid == "ab-1")
    #expect(line.vmm == nil)
  }

  @Test("Firecracker has an id, Cloud Hypervisor no name, and other programs say nothing")
  func others() {
    let firecracker = read("/firecracker", "--id", "fn-7", "--api-sock", "/run/s")
    #expect(firecracker.name == "fn-7" && firecracker.vmm == .firecracker)
    let cloud = read("cloud-hypervisor", "--kernel", "Image")
    #expect(cloud.name == nil && cloud.vmm == .cloudHypervisor)
    #expect(read("/usr/bin/crosvm", "--name", "x") == VMCommandLine())
    #expect(read("qemu-kvm", "-name") == VMCommandLine())
    #expect(VMCommandLine([]) == VMCommandLine())
  }
}
