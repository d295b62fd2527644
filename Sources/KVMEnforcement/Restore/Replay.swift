import ArmArchitecture

/// What became of a captured vCPU on a target.
public struct Replay: Sendable {
  /// A register that was not restored as captured.
  public struct Refusal: Hashable, Sendable {
    /// The register.
    public let register: RegisterID
    /// ENOENT (2) or EINVAL (22); nil when nobody knows whether it is refused.
    public let errno: Int32?
    /// Why.
    public let reason: RestoreReason
  }

  /// A register that was accepted and reads back differently right after its write.
  public struct Difference: Hashable, Sendable {
    /// The register.
    public let register: RegisterID
    /// The words written, least significant first.
    public let written: [UInt64]
    /// The words that read back.
    public let kept: [UInt64]
  }

  /// Everything refused or undecided, ascending by register.
  public internal(set) var refusals: [Refusal] = []
  /// Everything kept differently, ascending by register; bits that run on or are computed when read
  /// are left out.
  public internal(set) var differences: [Difference] = []
  /// The target's registers that exist in the end and were not captured, ascending.
  public internal(set) var targetOnly: [RegisterID] = []
  /// The captured registers that the target does not have and the client leaves out, ascending.
  public internal(set) var dropped: [RegisterID] = []
  /// How many registers the capture has beyond the client's own list; nil unless the client refuses
  /// for that.
  public internal(set) var surplus: Int?
  /// The vCPU in the end.
  public internal(set) var vcpu: VCPUModel

  /// True when the whole restore certainly goes through.
  public var isAccepted: Bool { refusals.isEmpty && surplus == nil }
}
