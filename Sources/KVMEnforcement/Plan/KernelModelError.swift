import ArmArchitecture

/// A kernel, or a configuration on it, about which nothing is known.
public enum KernelModelError: Error, Hashable, Sendable {
  /// The kernel is newer than the newest one modelled.
  case newerThanModel(KernelVersion, newest: KernelVersion)
  /// The kernel is older than the oldest one modelled.
  case olderThanModel(KernelVersion, oldest: KernelVersion)
  /// The kernel's series lies between modelled ones but was never measured.
  case notMeasured(KernelVersion, known: [KernelVersion])
  /// The kernel has no VMs with EL2.
  case noEL2(KernelVersion)
}

extension KernelModelError: CustomStringConvertible {
  /// What is unknown, naming the kernel.
  public var description: String {
    switch self {
    case .newerThanModel(let kernel, let newest):
      return "kernel newer than model: \(kernel); the newest known is \(newest)"
    case .olderThanModel(let kernel, let oldest):
      return "kernel older than model: \(kernel); the oldest known is \(oldest)"
    case .notMeasured(let kernel, let known):
      let series = known.map(\.description).joined(separator: ", ")
      return "kernel \(kernel) was not measured; known are \(series)"
    case .noEL2(let kernel): return "kernel \(kernel) has no VMs with EL2"
    }
  }
}
