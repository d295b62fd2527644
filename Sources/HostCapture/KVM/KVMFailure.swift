/// Why KVM refused a call.
public struct KVMFailure: Error, Hashable, Sendable {
  /// The error number, positive: 22 is EINVAL.
  public let errno: Int32

  /// Wraps an error number.
  public init(errno: Int32) {
    self.errno = errno
  }
}
