import Glibc
import MigrationState

/// KVM's folder in debugfs: one folder a VM that runs, named by process and descriptor.
///
/// - Source: kernel `virt/kvm/kvm_main.c` (`kvm_create_vm_debugfs`), `arch/arm64/kvm/sys_regs.c`
///   (`kvm_sys_regs_create_debugfs`) and `arch/arm64/kvm/vgic/vgic-debug.c`, 7.3.
public struct VMFolders: Sendable {
  /// Where debugfs shows KVM's VMs.
  public static let live = "/sys/kernel/debug/kvm"
  /// Where the machine shows its processes.
  public static let processes = "/proc"

  private let folder: String
  private let processes: String?

  /// Looks into a folder.
  ///
  /// - Parameters:
  ///   - folder: KVM's folder, or a copy of one.
  ///   - processes: the folder of the same machine's processes; nil when there is none.
  public init(_ folder: String = live, processes: String? = Self.processes) {
    self.folder = folder
    self.processes = processes
  }

  /// A VM's folder, not read yet.
  public struct Entry: Hashable, Sendable {
    /// The id of the process.
    public let process: Int
    /// The number of the VM's descriptor.
    public let descriptor: Int

    /// `<pid>-<fd>`; nil for another name.
    init?(_ name: String) {
      let parts = name.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let process = Int(parts[0]), let descriptor = Int(parts[1]),
        "\(process)-\(descriptor)" == name
      else { return nil }
      self.process = process
      self.descriptor = descriptor
    }

    /// The folder's name.
    public var name: String { "\(process)-\(descriptor)" }
  }

  /// The VMs that run, by process and descriptor.
  ///
  /// - Throws: ``VMFolderError`` when the folder is not there or not readable.
  public func entries() throws(VMFolderError) -> [Entry] {
    do throws(SystemFailure) {
      return try SystemFile.list(folder).compactMap(Entry.init).sorted {
        ($0.process, $0.descriptor) < ($1.process, $1.descriptor)
      }
    } catch {
      throw VMFolderError(error, isRoot: true)
    }
  }

  /// What the process of a VM says of it.
  public func commandLine(of entry: Entry) -> VMCommandLine {
    guard let processes else { return VMCommandLine() }
    let bytes = try? SystemFile.read("\(processes)/\(entry.process)/cmdline")
    return bytes.map { VMCommandLine($0) } ?? VMCommandLine()
  }

  /// Reads a VM's folder.
  ///
  /// - Throws: ``VMFolderError``: `.gone` when the VM ended meanwhile, `.notShown` when the kernel
  ///   shows no ID registers, `.busy` when they are not set up yet.
  public func vm(_ entry: Entry) throws(VMFolderError) -> RunningVM {
    let path = "\(folder)/\(entry.name)"
    do throws(SystemFailure) {
      return RunningVM(
        process: entry.process,
        descriptor: entry.descriptor,
        folder: path,
        commandLine: commandLine(of: entry),
        idRegisters: try SystemFile.read("\(path)/idregs"),
        masks: try Self.optional("\(path)/resx"),
        interruptController: try Self.optional("\(path)/vgic-state")
      )
    } catch {
      if error.errno == ENOENT, (try? SystemFile.list(path)) != nil {
        throw .notShown(error.path)
      }
      throw VMFolderError(error, isRoot: false)
    }
  }

  /// The content of a file that not every VM, or not every kernel, has.
  private static func optional(_ path: String) throws(SystemFailure) -> [UInt8]? {
    do throws(SystemFailure) {
      return try SystemFile.read(path)
    } catch  where error.isAbsence {
      return nil
    }
  }
}
