import Glibc

/// Why debugfs does not tell of VMs.
public enum VMFolderError: Error, Hashable, Sendable, CustomStringConvertible {
  /// KVM's folder is not there: debugfs is not mounted, or there is no KVM.
  case noFolder(String)
  /// Only root may read it.
  case notPermitted(String)
  /// The VM ended.
  case gone(String)
  /// The VM's folder is there, but the kernel shows no ID registers in it (before 6.9).
  case notShown(String)
  /// The VM's ID registers are not set up yet, or are being read.
  case busy(String)
  /// Reading failed otherwise.
  case failed(String, errno: Int32)

  /// The error for a failure.
  ///
  /// - Parameters:
  ///   - failure: what failed.
  ///   - isRoot: true for KVM's own folder, false for what is in it.
  init(_ failure: SystemFailure, isRoot: Bool) {
    self =
      switch failure.errno {
      case EACCES, EPERM: .notPermitted(failure.path)
      case EBUSY: .busy(failure.path)
      case _ where failure.isAbsence: isRoot ? .noFolder(failure.path) : .gone(failure.path)
      default: .failed(failure.path, errno: failure.errno)
      }
  }

  /// One line for an operator.
  public var description: String {
    switch self {
    case .noFolder(let path):
      "\(path) is not there: KVM is not available, or debugfs is not mounted "
        + "(mount -t debugfs debugfs /sys/kernel/debug)"
    case .notPermitted(let path): "\(path) cannot be read: permission denied; root is needed"
    case .gone(let path): "\(path) is not there: the VM ended"
    case .notShown(let path): "\(path) is not there: the kernel is older than 6.9"
    case .busy(let path):
      "\(path) is busy: the VM's ID registers are not set up yet, or are being read; try again"
    case .failed(let path, let errno): "\(path) cannot be read: error \(errno)"
    }
  }
}

extension SystemFailure {
  /// True when there is no such file.
  var isAbsence: Bool { errno == ENOENT || errno == ENOTDIR || errno == ENODEV }
}
