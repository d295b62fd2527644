import ArgumentParser
import HostCapture
import MigrationCheck
import MigrationState

/// `vm capture`: the VMs that run on this machine.
struct VMCapture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Record the configurations of the VMs that run on this machine.",
    discussion: """
      Reads what the kernel shows of each VM in debugfs, as root; the VM is not disturbed. Its ID \
      registers become a definition. What the kernel does not show, such as firmware registers and \
      vector lengths, is kept from an earlier definition. A VM has the name that the command line \
      of QEMU or Firecracker gives it, else pid-PID; when a process has several VMs, the number of \
      the VM's descriptor follows: NAME-FD or pid-PID-FD.

      With --host the VMs are recorded to run there, and the masks that the kernel enforces for a \
      VM with EL2 (its file resx, since 7.0) are compared with those computed from the host's \
      record, as effective --against does.

      Exit codes: 0; 1 when masks differ, 3 when they cannot be computed; 66 when no such VM runs; \
      69 when the kernel shows no VMs or only to root; 75 when a VM is being set up.

      Examples:
        migrate-check vm capture --host rack2-07
        migrate-check vm capture web-1 web-2
        migrate-check vm capture --pid 4242 --name web-1 --print > web-1.json
      """
  )

  @Argument(help: "The VMs, by the names that they run under; default is all.")
  var vms: [String] = []

  @Option(help: "A VM by the id of its process; may be given more than once.")
  var pid: [Int] = []

  @Option(help: "Record the one VM under this name.")
  var name: String?

  @Option(help: "The host this is, a name or @FILE.")
  var host: String?

  @Flag(
    name: .customLong("print"),
    help: "Print the definitions, one a line, and record nothing."
  )
  var isPrinting = false

  @Option(help: "KVM's folder in debugfs, or a copy of one.")
  var debugfs = VMFolders.live

  @Option(
    help: ArgumentHelp(
      "The folder of the machine's processes.",
      discussion: "Default: \(VMFolders.processes); none with --debugfs."
    )
  )
  var proc: String?

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard vms.isEmpty || pid.isEmpty else {
      throw ValidationError("VMs are named either by name or by --pid")
    }
    guard !isPrinting || host == nil else {
      throw ValidationError("--print records and compares nothing: leave out --host")
    }
    if let name, let reason = DocumentName.refusal(name) {
      throw ValidationError("--name: \(reason)")
    }
  }

  func run() throws {
    let captured = try captured()
    if isPrinting {
      for vm in captured {
        vm.warnOfMissing()
        Terminal.write(JSONWriter().string(vm.definition.json) + "\n")
      }
      return
    }
    let host = try host.map { try RecordResolver(store).host($0) }
    var outcomes = try record(captured, on: host)
    if let host {
      for index in outcomes.indices {
        outcomes[index].masks = try captured[index].compareMasks(on: host)
      }
    }
    output.print(.array(outcomes.map(\.json))) { outcomes.map(\.text).joined() }
    if outcomes.contains(where: \.isDifferent) { throw ExitCode(1) }
    if outcomes.contains(where: \.isUndecided) { throw ExitCode(3) }
  }

  /// The VMs asked for, read and named.
  private func captured() throws -> [CapturedVM] {
    let isLive = debugfs == VMFolders.live
    let folders = VMFolders(debugfs, processes: proc ?? (isLive ? VMFolders.processes : nil))
    var captured = try RunningVMSelection(folders, names: vms, processes: pid).captured()
    if let name {
      guard captured.count == 1 else {
        throw CommandError(.usage, "--name goes with one VM, and there are \(captured.count)")
      }
      captured[0].definition.name = name
    }
    let names = captured.map(\.definition.name)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      throw CommandError(.usage, "several VMs run under the name \(name): use --pid and --name")
    }
    return captured
  }

  private func record(
    _ captured: [CapturedVM],
    on host: HostView?
  ) throws -> [CaptureOutcome] {
    let store = try store.create()
    return try StoreFailure.translated {
      try store.write(at: .now) { writer in
        try captured.map { vm in
          let definition = try vm.definition(keeping: writer.reader)
          let recorded = RecordedDocument(definition.name, try writer.record(definition))
          if let host, try writer.reader.placement(ofVM: definition.name)?.host != host.name {
            try writer.place(vm: definition.name, on: host.name)
          }
          return CaptureOutcome(vm: vm, recorded: recorded)
        }
      }
    }
  }
}
