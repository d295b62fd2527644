/// What KVM does with an access that trapped and that no Fine-Grained-UNDEF bit settled.
///
/// Under a condition it refuses or hands the access to the guest hypervisor; otherwise it emulates.
public struct TrapHandler: Sendable {
  /// A short name of the rule, for explanations: `lor`, `tlbi-range`.
  public let name: String
  /// When the access is UNDEFINED, or forwarded.
  public let condition: TrapCondition
  /// The enable, in a register of the guest hypervisor, that a VM without the feature cannot set, so
  /// that the access goes to the guest hypervisor; nil when the access is UNDEFINED.
  public let forwardingControl: String?
  /// The encodings the rule is about, ascending.
  public let encodings: [Encoding]
}
