/// A trap that KVM sets for reasons other than Fine-Grained UNDEF.
public struct HostTrap: Sendable {
  /// The control KVM sets (or, for an enable, leaves clear): `HCR_EL2.TLOR`.
  public let control: String
  /// When it does.
  public let condition: TrapCondition
  /// The encodings that trap, ascending.
  public let encodings: [Encoding]
}
