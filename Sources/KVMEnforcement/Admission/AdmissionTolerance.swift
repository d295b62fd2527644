import ArmArchitecture

/// Bits of an accepted ID register that KVM keeps with another content than was written.
///
/// Its finding code is `value-tolerated`.
public struct AdmissionTolerance: Hashable, Sendable {
  /// The register.
  public let register: Encoding
  /// The field's name; nil when the whole write is thrown away.
  public let field: String?
  /// The bits.
  public let bits: BitRange
  /// The content written, unsigned.
  public let written: UInt64
  /// The content KVM keeps, unsigned.
  public let stored: UInt64
  /// Why KVM does so.
  public let reason: String
}
