/// Why KVM refused a call.
public struct KVMFailure: Error, Hashable, Sendable {
  /// The error number, positive: 22 is EINVAL.
  public let errno: Int32

  /// ENODEV: the host does not offer such a device.
  static let noDevice = KVMFailure(errno: 19)

  /// Wraps an error number.
  public init(errno: Int32) {
    self.errno = errno
  }
}
