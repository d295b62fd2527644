import ArmArchitecture

/// KVM's answer to one write of an ID register, with every reason.
public struct Admission: Hashable, Sendable {
  /// The answer.
  public enum Outcome: Hashable, Sendable {
    /// KVM accepts the write and keeps this value.
    case accepted(stored: UInt64)
    /// KVM refuses with EINVAL.
    case refused
    /// It depends on a fact about the host or the kernel that nobody recorded.
    case undecided
    /// The vCPU does not have the register: ENOENT.
    case missing
  }

  /// The answer.
  public let outcome: Outcome
  /// What stands against the write, every field of it; empty when accepted or missing.
  public let problems: [AdmissionProblem]
  /// The bits that KVM keeps with another content than was written; only when accepted.
  public let tolerances: [AdmissionTolerance]

  /// An answer without anything to tell.
  init(
    _ outcome: Outcome,
    problems: [AdmissionProblem] = [],
    tolerances: [AdmissionTolerance] = []
  ) {
    self.outcome = outcome
    self.problems = problems
    self.tolerances = tolerances
  }

  /// True when KVM certainly accepts.
  public var accepted: Bool { stored != nil }

  /// The value KVM keeps; nil unless it certainly accepts.
  public var stored: UInt64? {
    if case .accepted(let stored) = outcome { stored } else { nil }
  }
}
