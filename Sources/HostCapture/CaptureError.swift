/// Why a host cannot be captured.
public enum CaptureError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The machine is not an arm64 one.
  case notArm64
  /// `/dev/kvm` cannot be opened.
  case noKVM(errno: Int32)
  /// The kernel's release does not begin with a version.
  case unknownKernel(String)
  /// No CPU tells its MIDR_EL1.
  case unknownCPU
  /// A CPU is of a kind of its own, and this process may not run there.
  case cannotRun(onCPU: Int)

  /// One line for an operator.
  public var description: String {
    switch self {
    case .notArm64: "KVM/arm64 is not available: this is not an arm64 machine"
    case .noKVM(let errno):
      switch errno {
      case 2: "/dev/kvm is not there: KVM is not available"
      case 13: "/dev/kvm cannot be opened: permission denied; membership in the group kvm is needed"
      default: "/dev/kvm cannot be opened: error \(errno)"
      }
    case .unknownKernel(let release): "the kernel release `\(release)` is not understood"
    case .unknownCPU: "the CPUs do not tell their MIDR_EL1"
    case .cannotRun(let cpu):
      "CPU \(cpu) is of a kind of its own and this process may not run there: allow it every CPU"
    }
  }
}
