import ArmArchitecture

/// One reason why KVM does not, or may not, accept a value of an ID register.
public struct AdmissionProblem: Hashable, Sendable {
  /// What kind of rule the content breaks.
  public enum Kind: Hashable, Sendable {
    /// The field can be lowered (or raised, where higher is safe), but not to this number.
    case beyondLimit
    /// The field takes only the limit or one safe number.
    case notSafe
    /// KVM does not let this field change on this kernel: it must equal the limit.
    case notWritable
    /// The bits belong to no field: they must equal the limit.
    case reserved
    /// KVM treats the field in a special way, told by ``AdmissionProblem/reason``.
    case special
  }

  /// What the operator is told the VM's value means.
  ///
  /// The raw values are finding codes.
  public enum Meaning: String, Sendable, CaseIterable {
    /// An ordered field: the VM has more than the host offers.
    case featureUnavailable = "feature-unavailable"
    /// An ordered field: the VM has less than the host, and the host cannot hide the difference.
    case featureExposed = "feature-exposed"
    /// An exact or unordered field, or bits outside fields.
    case valueNotRestorable = "value-not-restorable"
  }

  /// The register.
  public let register: Encoding
  /// The field's name; nil for bits outside fields.
  public let field: String?
  /// The bits.
  public let bits: BitRange
  /// The content written, unsigned.
  public let written: UInt64
  /// The content of the limit, unsigned.
  public let limit: UInt64
  /// What kind of rule the content breaks.
  public let kind: Kind
  /// What it means for the VM.
  public let meaning: Meaning
  /// True when KVM may accept after all: a fact about the host or the kernel is unknown.
  public let isUndecided: Bool
  /// The features between the two contents: the VM has them and the host does not
  /// (``Meaning/featureUnavailable``), or the host shows them to the VM
  /// (``Meaning/featureExposed``).
  public let features: [String]
  /// Why KVM treats the field in a special way; nil when it does not.
  public let reason: String?
}
