import ArmArchitecture

/// Why some bits of a register are writable, RES0 or RES1 in a configuration.
public struct BitExplanation: Hashable, Sendable {
  /// What the bits are.
  public enum State: String, Sendable, CaseIterable {
    /// What was written is what is read.
    case writable
    /// Forced to 0.
    case zero = "RES0"
    /// Forced to 1.
    case one = "RES1"
  }

  /// What makes the bits what they are.
  public enum Cause: Hashable, Sendable {
    /// The architecture reserves them.
    case reserved
    /// The kernel pins them in every configuration; the condition, when there is one, decides the
    /// value.
    case pinned(Predicate?)
    /// The kernel has no rule for them.
    case free
    /// Nothing is asked for.
    case always
    /// The condition holds.
    case holds(Predicate)
    /// The condition does not hold.
    case fails(Predicate)
    /// The register itself needs the condition, which does not hold.
    case registerMissing(Predicate)
    /// The kernel leaves the register alone unless the condition holds, and it does not.
    case notSanitised(Predicate)
  }

  /// One field that a condition reads.
  public struct Evidence: Hashable, Sendable {
    /// The field, `REGISTER.FIELD`.
    public let path: String
    /// Its content, unsigned.
    public let content: UInt64
  }

  /// The register's name.
  public let register: String
  /// The field's name; nil for bits without one.
  public let name: String?
  /// The bits that share the rule.
  public let bits: BitRange
  /// What the bits are.
  public let state: State
  /// Why.
  public let cause: Cause
  /// The features behind the condition, composite ones before those they are made of.
  public let features: [String]
  /// The ID fields behind the condition with their contents, ascending by path.
  public let evidence: [Evidence]

  /// `REGISTER.FIELD`, or `REGISTER[63:60]` for bits without a name.
  public var subject: String { name.map { "\(register).\($0)" } ?? "\(register)[\(bits)]" }
}

extension BitExplanation: CustomStringConvertible {
  /// One line: `HCRX_EL2.MSCEn: RES0, the VM does not advertise FEAT_MOPS (ID_AA64ISAR2_EL1.MOPS =
  /// 0)`.
  public var description: String {
    let values = evidence.map { "\($0.path) = \($0.content)" }.joined(separator: ", ")
    return "\(subject): \(state.rawValue), \(reason)" + (values.isEmpty ? "" : " (\(values))")
  }

  private var reason: String {
    switch cause {
    case .reserved: "the architecture reserves it"
    case .pinned: "the kernel pins it"
    case .free: "the kernel has no rule for it"
    case .always: "whatever the VM advertises"
    case .holds(.feature(let name)): "the VM advertises \(name)"
    case .holds(let condition): "\(condition) holds"
    case .fails(.feature(let name)): "the VM does not advertise \(name)"
    case .fails(.not(.feature(let name))): "the VM advertises \(name)"
    case .fails(let condition): "\(condition) does not hold"
    case .registerMissing(.feature(let name)): "\(register) does not exist without \(name)"
    case .registerMissing(let condition): "\(register) does not exist unless \(condition)"
    case .notSanitised(let condition): "the kernel leaves \(register) alone unless \(condition)"
    }
  }
}
