/// KVM's answer to one KVM_SET_ONE_REG.
public enum RegisterWrite: Hashable, Sendable {
  /// Errno 0; what is kept may differ from what was written.
  case accepted
  /// Refused with this errno: 2 (ENOENT) or 22 (EINVAL).
  case refused(errno: Int32, RestoreReason)
  /// Refused or not: it depends on what nobody recorded or verified. The value stays.
  case undecided(RestoreReason)

  /// The errno: 0 when accepted, EINVAL or ENOENT when refused; nil when undecided.
  public var errno: Int32? {
    switch self {
    case .accepted: 0
    case .refused(let errno, _): errno
    case .undecided: nil
    }
  }
}
