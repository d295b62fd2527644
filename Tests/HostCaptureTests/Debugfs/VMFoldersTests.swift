import Foundation
import TestSupport
import Testing

@testable import HostCapture

@Suite("KVM's folder in debugfs")
struct VMFoldersTests {
  private func write(_ text: String, _ path: String, _ folder: TemporaryFolder) throws {
    let file = folder.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  @Test("a folder named PID-FD is a VM, in the order of processes; nothing else is")
  func entries() throws {
    let folder = try TemporaryFolder()
    for name in ["70-9", "70-12", "8-3", "exits", "vgic-state", "7-", "07-3", "-7-3"] {
      try write("", "kvm/\(name)/idregs", folder)
    }
    let entries = try VMFolders(folder.file("kvm").path).entries()
    #expect(entries.map(\.name) == ["8-3", "70-9", "70-12"])
  }

  @Test("a VM's files, with what is not there left out")
  func files() throws {
    let folder = try TemporaryFolder()
    try write("registers", "kvm/70-9/idregs", folder)
    try write("", "kvm/70-9/resx", folder)
    try write("qemu\0-name\0web-1\0", "proc/70/cmdline", folder)
    let folders = VMFolders(folder.file("kvm").path, processes: folder.file("proc").path)
    let vm = try folders.vm(try #require(try folders.entries().first))
    #expect(vm.idRegisters == Array("registers".utf8))
    #expect(vm.masks == [])
    #expect(vm.interruptController == nil)
    #expect(vm.commandLine.name == "web-1")
    let unknown = VMFolders(folder.file("kvm").path, processes: nil)
    #expect(unknown.commandLine(of: try #require(VMFolders.Entry("70-9"))) == VMCommandLine())
  }

  @Test("what is not there, or not the kernel's, is told apart")
  func errors() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("kvm").path
    #expect(throws: VMFolderError.noFolder(path)) { try VMFolders(path).entries() }
    #expect("\(VMFolderError.noFolder(path))".contains("debugfs is not mounted"))
    try write("", "kvm/70-9/exits", folder)
    let entry = try #require(VMFolders.Entry("70-9"))
    #expect(throws: VMFolderError.notShown(path + "/70-9/idregs")) { try VMFolders(path).vm(entry) }
    try write("", "kvm/70-9/idregs/nothing", folder)
    #expect(throws: VMFolderError.failed(path + "/70-9/idregs", errno: EISDIR)) {
      try VMFolders(path).vm(entry)
    }
  }

  @Test(
    "an error number of the kernel has its meaning",
    arguments: [
      (EACCES, "permission denied; root is needed"), (EBUSY, "try again"), (EIO, "error 5"),
      (ENODEV, "the VM ended"),
    ]
  )
  func meanings(_ errno: Int32, _ text: String) {
    let error = VMFolderError(SystemFailure("/x", errno), isRoot: false)
    #expect(error.description.hasPrefix("/x ") && error.description.contains(text))
  }
}
