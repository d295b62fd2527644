import HostCapture

/// The running VMs that a command line asks for.
struct RunningVMSelection {
  private let folders: VMFolders
  private let names: [String]
  private let processes: [Int]

  /// Asks for VMs by name or by process; for all of them when neither is given.
  ///
  /// A VM asked for twice is read once.
  init(_ folders: VMFolders, names: [String], processes: [Int]) {
    self.folders = folders
    self.names = Self.distinct(names)
    self.processes = Self.distinct(processes)
  }

  private static func distinct<Word: Hashable>(_ words: [Word]) -> [Word] {
    var seen: Set<Word> = []
    return words.filter { seen.insert($0).inserted }
  }

  /// A VM's folder and the name it is captured under.
  private typealias Named = (entry: VMFolders.Entry, name: String)

  /// Reads the VMs, in the order asked for.
  ///
  /// A VM that ends or is set up meanwhile is skipped, with a notice, unless it was asked for.
  ///
  /// - Throws: `CommandError`: unavailable without KVM's folder and when the kernel shows no VM's ID
  ///   registers, missing for a VM that does not run, busy for one that is being set up, malformed for a file that is not the kernel's.
  func captured() throws(CommandError) -> [CapturedVM] {
    let running = try running()
    if names.isEmpty, processes.isEmpty {
      if running.isEmpty { Diagnostics.notice("no VM runs here") }
      return try readAll(running)
    }
    var captured: [CapturedVM] = []
    for name in names { captured += try read(running.filter { $0.name == name }, "named \(name)") }
    for process in processes {
      captured += try read(running.filter { $0.entry.process == process }, "of process \(process)")
    }
    return captured
  }

  private func readAll(_ running: [Named]) throws(CommandError) -> [CapturedVM] {
    var captured: [CapturedVM] = []
    var unshown: [CommandError] = []
    for vm in running {
      do throws(CommandError) {
        captured.append(try read(vm))
      } catch  where [.busy, .missing, .unavailable].contains(error.code) {
        if error.code == .unavailable { unshown.append(error) }
        Diagnostics.notice("\(vm.name) is skipped: \(error.message)")
      }
    }
    if let error = unshown.first, unshown.count == running.count { throw error }
    return captured
  }

  private func running() throws(CommandError) -> [Named] {
    let entries: [VMFolders.Entry]
    do throws(VMFolderError) {
      entries = try folders.entries()
    } catch {
      throw CommandError(.unavailable, "\(error)")
    }
    return entries.map { entry in
      let name = folders.commandLine(of: entry).name ?? "pid-\(entry.process)"
      let isOnly = entries.count { $0.process == entry.process } == 1
      return (entry, isOnly ? name : "\(name)-\(entry.descriptor)")
    }
  }

  private func read(_ vms: [Named], _ what: String) throws(CommandError) -> [CapturedVM] {
    guard !vms.isEmpty else { throw CommandError(.missing, "no VM \(what) runs here") }
    var captured: [CapturedVM] = []
    for vm in vms { captured.append(try read(vm)) }
    return captured
  }

  private func read(_ vm: Named) throws(CommandError) -> CapturedVM {
    let running: RunningVM
    do throws(VMFolderError) {
      running = try folders.vm(vm.entry)
    } catch {
      let code: CommandError.Code =
        switch error {
        case .busy: .busy
        case .gone: .missing
        case .notShown: .unavailable
        case .noFolder, .notPermitted, .failed: .io
        }
      throw CommandError(code, "\(error)")
    }
    return try CapturedVM(running, name: vm.name)
  }
}
