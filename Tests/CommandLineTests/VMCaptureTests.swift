import Foundation
import TestSupport
import Testing

/// `vm capture`, by the built binary, from a copy of the debugfs folder of a real 7.3.4 host: a VM
/// with EL2, one with E2H fixed to 0, and one without EL2.
@Suite struct VMCaptureTests {
  private static let debugfs = ["--debugfs", "samples/debugfs/kvm"]

  /// A folder of processes: QEMU for two of the VMs.
  private func processes() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (process, name) in [(90, "guest=l1-1,debug-threads=on"), (92, "web-1")] {
      let file = folder.file("\(process)/cmdline")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      let words = ["qemu-system-aarch64", "-name", name, "-uuid", "0000-\(process)"]
      try Data(words.map { $0 + "\0" }.joined().utf8).write(to: file)
    }
    return folder
  }

  private func capture(
    _ arguments: [String],
    store: URL? = nil,
    status: Int32 = 0
  ) throws -> Tool.Result {
    let result = try Tool.run(["vm", "capture"] + Self.debugfs + arguments, store: store)
    #expect(result.status == status, "\(result.diagnostics)")
    return result
  }

  @Test("every VM is recorded under its name, placed, and its masks are those computed")
  func all() throws {
    let (folder, processes) = (try TemporaryFolder(), try processes())
    let store = folder.file("store.sqlite")
    _ = try Tool.run(["host", "record", "samples/hosts/max-linux-7.3.4.json"], store: store)
    let arguments = ["--proc", processes.url.path, "--host", "max-linux-7.3.4", "-o", "json"]
    let result = try capture(arguments, store: store)
    let rows = try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]]
    )
    #expect(rows.compactMap { $0["name"] as? String } == ["l1-1", "pid-91", "web-1"])
    #expect(rows.compactMap { $0["pid"] as? Int } == [90, 91, 92])
    let masks = rows.map { $0["masks"] as? [String: Any] }
    #expect(masks.map { $0?["equal"] as? Bool } == [true, true, nil])
    #expect(masks[0]?["compared"] as? Int == 82)
    let list = try Tool.run(["vm", "list"], store: store).output
    #expect(list.contains("el2 el2-e2h0"))
    #expect(list.components(separatedBy: "max-linux-7.3.4").count == 4)
    // The second capture finds nothing new.
    let again = try capture(Array(arguments.dropLast(2)), store: store)
    #expect(again.output.components(separatedBy: "unchanged  ").count == 4)
    #expect(again.diagnostics.isEmpty)
  }

  @Test("masks that differ are named, and end with exit code 1")
  func different() throws {
    let folder = try TemporaryFolder()
    let copy = folder.file("kvm")
    try FileManager.default.copyItem(
      at: Fixtures.root.appending(path: "samples/debugfs/kvm"),
      to: copy
    )
    let file = copy.appending(path: "90-7/resx")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacing("SYS_HCR_EL2:\tRES0:", with: "SYS_HCR_EL2:\tRES0:f")
      .replacing(/(SYS_HCR_EL2:\tRES0:.{16})./) { $0.output.1 }
      .write(to: file, atomically: true, encoding: .utf8)
    let result = try Tool.run(
      ["vm", "capture", "--debugfs", copy.path, "--pid", "90"]
        + ["--host", "@samples/hosts/max-linux-7.3.4.json"],
      store: folder.file("store.sqlite")
    )
    #expect(result.status == 1)
    #expect(result.output.contains("DIFFERENT  1 of 82 registers"))
    #expect(result.output.contains("\nHCR_EL2\n"))
  }

  @Test("what the kernel does not show is kept from an earlier definition")
  func kept() throws {
    let (folder, processes) = (try TemporaryFolder(), try processes())
    let store = folder.file("store.sqlite")
    _ = try Tool.run(["vm", "define", "samples/vms/web-1.json"], store: store)
    let result = try capture(["web-1", "--proc", processes.url.path], store: store)
    #expect(result.output.hasPrefix("recorded  web-1  "))
    #expect(result.diagnostics.isEmpty)
    let shown = try Tool.run(["vm", "show", "web-1", "--json"], store: store).output
    let object = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any]
    let vm = try #require(object?["definition"] as? [String: Any])
    let earlier = try Fixtures.json(Fixtures.root.appending(path: "samples/vms/web-1.json"))
    for key in ["firmware", "vmm", "ipaSize", "createdOn", "machine"] {
      #expect(vm[key] as? NSObject == earlier[key] as? NSObject, "\(key)")
    }
    #expect(vm["uuid"] as? String == "0000-92")
    #expect(vm["vcpuFeatures"] as? [String] == ["psci-0.2"])
  }

  /// A definition of pid-PID in a new store, from what `--print` gives and changes to it.
  private func define(
    pid: Int,
    _ changes: [String: Any],
    in folder: TemporaryFolder
  ) throws -> URL {
    let printed = try capture(["--pid", "\(pid)", "--print"]).output
    var vm = try #require(
      JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: Any]
    )
    vm.merge(changes) { $1 }
    let store = folder.file("store.sqlite")
    let input = try JSONSerialization.data(withJSONObject: vm)
    #expect(try Tool.run(["vm", "define", "-"], store: store, input: input).status == 0)
    return store
  }

  private func definition(of vm: String, in store: URL) throws -> [String: Any] {
    let shown = try Tool.run(["vm", "show", vm, "--json"], store: store).output
    let object = try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any]
    return try #require(object?["definition"] as? [String: Any])
  }

  @Test("vCPUs and interrupt controller are kept only where the kernel does not tell them")
  func keptMachine() throws {
    for (pid, count, gic) in [(92, 4, "v2"), (90, 1, "v3")] {
      let folder = try TemporaryFolder()
      let store = try define(pid: pid, ["vcpuCount": 4, "gic": "v2"], in: folder)
      _ = try capture(["--pid", "\(pid)"], store: store)
      let vm = try definition(of: "pid-\(pid)", in: store)
      #expect(vm["vcpuCount"] as? Int == count && vm["gic"] as? String == gic, "\(pid)")
    }
  }

  @Test("EL2 with E2H fixed to 0 is kept with a warning where resx is empty, else what it tells")
  func keptFeatures() throws {
    let features = ["psci-0.2", "el2", "el2-e2h0"]
    for (pid, isWarned) in [(92, true), (91, false)] {
      let folder = try TemporaryFolder()
      let store = try define(pid: pid, ["vcpuFeatures": features], in: folder)
      let result = try capture(["--pid", "\(pid)"], store: store)
      #expect(result.diagnostics.contains("92-7/resx is empty") == isWarned)
      let vm = try definition(of: "pid-\(pid)", in: store)
      let kept = Set(try #require(vm["vcpuFeatures"] as? [String]))
      #expect(kept.isSuperset(of: features))
    }
    // The kernel shows the hypervisor of this VM, whose E2H is its own.
    let folder = try TemporaryFolder()
    let store = try define(pid: 90, ["vcpuFeatures": features], in: folder)
    _ = try capture(["--pid", "90"], store: store)
    let vm = try definition(of: "pid-90", in: store)
    #expect((vm["vcpuFeatures"] as? [String])?.contains("el2-e2h0") == false)
  }

  @Test("a definition is printed without a store, and tells what to complete")
  func printed() throws {
    let result = try capture(["--pid", "91", "--name", "l1-2", "--print"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let vm = try #require(object as? [String: Any])
    #expect(vm["name"] as? String == "l1-2")
    #expect((vm["idRegisters"] as? [String: Any])?.count == 60)
    #expect(try Tool.run(["convert", "-"], input: Data(result.output.utf8)).status == 0)
    #expect(result.diagnostics.contains("warning: l1-2: the ID registers do not tell the number"))
    let folder = try TemporaryFolder()
    let recorded = try capture(["--pid", "91"], store: folder.file("store.sqlite"))
    #expect(
      recorded.diagnostics == """
        migrate-check: warning: pid-91: the ID registers do not tell the number of vCPUs, the \
        vector lengths, the firmware registers: complete the definition

        """
    )
  }

  @Test("what cannot be captured ends with its exit code and one line")
  func refused() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("store.sqlite")
    _ = try Tool.run(["store", "init"], store: store)
    for (arguments, status, text) in [
      (["web-9"], 66, "no VM named web-9 runs here"), (["--pid", "7"], 66, "no VM of process 7"),
      (["--name", "x"], 64, "--name goes with one VM, and there are 3"),
      (["--host", "rack2-07"], 66, "no host named rack2-07"),
    ] as [([String], Int32, String)] {
      let result = try capture(arguments, store: store, status: status)
      #expect(result.diagnosticLines.last?.contains(text) == true, "\(result.diagnostics)")
    }
    #expect(try capture(["a", "--pid", "90"], status: 64).output.isEmpty)
    let twice = try capture(["--pid", "90", "--pid", "90", "--print"])
    #expect(twice.output.split(separator: "\n").count == 1)
    let none = try Tool.run(["vm", "capture", "--debugfs", folder.file("none").path])
    #expect(none.status == 69)
    #expect(none.diagnosticLines.count == 1 && none.diagnostics.contains("is not mounted"))
  }

  @Test("a file that is not the kernel's is refused with its line; a VM not shown is skipped")
  func malformed() throws {
    let folder = try TemporaryFolder()
    for (name, text) in [("1-1", "SYS_MIDR_EL1: zero\n"), ("2-1", nil)] {
      let vm = folder.file("kvm/\(name)")
      try FileManager.default.createDirectory(at: vm, withIntermediateDirectories: true)
      try text.map { try Data($0.utf8).write(to: vm.appending(path: "idregs")) }
    }
    let capture = ["vm", "capture", "--debugfs", folder.file("kvm").path]
    let bad = try Tool.run(capture + ["--pid", "1", "--print"])
    #expect(bad.status == 65 && bad.diagnostics.contains("1-1/idregs: line 1: expected"))
    let old = try Tool.run(capture + ["--pid", "2", "--print"])
    #expect(old.status == 69 && old.diagnostics.contains("the kernel is older than 6.9"))
    try FileManager.default.removeItem(at: folder.file("kvm/1-1"))
    // A kernel that shows no VM's ID registers is not one without VMs.
    let none = try Tool.run(capture + ["--print"])
    #expect(none.status == 69 && none.output.isEmpty)
    let shown = Fixtures.root.appending(path: "samples/debugfs/kvm/92-7")
    try FileManager.default.copyItem(at: shown, to: folder.file("kvm/3-1"))
    let skipped = try Tool.run(capture + ["--print"])
    #expect(skipped.status == 0 && skipped.output.contains("\"pid-3\""))
    #expect(skipped.diagnostics.contains("pid-2 is skipped: "))
  }
}
