/// What makes some bits of a register mean something, and what they are otherwise.
///
/// A rule covers a field or a part of one; the rules of a register cover its 64 bits exactly once.
public struct BitRule: Hashable, Sendable {
  /// When the bits can be written.
  public enum Validity: Hashable, Sendable {
    /// In every configuration in which the register exists.
    case always
    /// When the condition holds (and the register exists).
    case when(Predicate)
    /// In none: KVM pins the bits, which read as their alternative.
    case never
    /// In none, and the register's absence does not change the alternative: architectural RES0 and
    /// RES1.
    case reserved
    /// In every configuration, the register's absence included: the kernel has no rule for the bits
    /// and leaves them alone.
    case free
  }

  /// What bits that are not valid read as.
  public enum Alternative: Hashable, Sendable {
    /// RES0.
    case zero
    /// RES1.
    case one
    /// RES1 when the condition holds, else RES0.
    case oneIf(Predicate)
  }

  /// The field's name; nil for reserved bits that never had one.
  public let name: String?
  /// The bits, `msb:lsb`.
  public let bits: BitRange
  /// When the bits can be written.
  public let validity: Validity
  /// What the bits are when they cannot.
  public let alternative: Alternative
  /// What the bit traps, for fine-grained-trap registers; nil for every other bit.
  public let trap: FineGrainedTrap?
}
