/// One thing a verdict found.
public struct Finding: Hashable, Sendable {
  /// How much a finding weighs.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// The move must not happen.
    case refuse
    /// The records do not suffice to tell.
    case undecided
    /// The move may happen; an operator should know.
    case warn
    /// For the record.
    case note

    /// Heavier findings come first.
    public static func < (lhs: Severity, rhs: Severity) -> Bool { lhs.rank < rhs.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The kind of finding, `feature-unavailable` say.
  public var code: String
  /// How much it weighs.
  public var severity: Severity
  /// The waiver that covers it; nil when none does.
  public var waived: String?
  /// True where KVM or the client would accept the move all the same.
  public var beyondKvm: Bool
  /// What it is about: `REG.FIELD`, `REG`, `FEAT_X`, or the name of a record.
  public var subject: String
  /// The register, as documents spell it.
  public var register: String?
  /// The field of the register.
  public var field: String?
  /// The highest bit concerned.
  public var msb: Int?
  /// The lowest bit concerned.
  public var lsb: Int?
  /// The feature concerned, `FEAT_X`.
  public var feature: String?
  /// The value on the side of the VM, or on the source host.
  public var source: String?
  /// The value on the target host.
  public var target: String?
  /// The bits concerned, as a mask of the register.
  public var bits: String?
  /// The vCPUs concerned, as ranges: `0-3,7`.
  public var vcpus: String?
  /// The finding in one sentence.
  public var message: String
  /// What an operator can do about it; nil when nothing can be said.
  public var remedy: String?

  /// Makes a finding; everything else is set on the value.
  public init(_ code: String, _ severity: Severity, subject: String, message: String) {
    self.code = code
    self.severity = severity
    self.subject = subject
    self.message = message
    beyondKvm = false
  }
}

extension Finding {
  /// Hashes what tells findings apart at a glance; equality compares all of them.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(subject)
    hasher.combine(source)
  }
}
