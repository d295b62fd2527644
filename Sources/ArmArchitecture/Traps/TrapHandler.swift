/// What KVM does with an access that trapped and that no Fine-Grained-UNDEF bit settled: it refuses,
/// under a condition. Everything else is emulated or answered.
public struct TrapHandler: Sendable {
  /// A short name of the rule, for explanations: `lor`, `tlbi-range`.
  public let name: String
  /// When the access is UNDEFINED.
  public let condition: TrapCondition
  /// The encodings the rule is about, ascending.
  public let encodings: [Encoding]
}
