/// A control of an EL2 register that traps a whole group of accesses, or several of which any one
/// does.
///
/// - Source: Arm ARM section D1.3 (configurable traps); kernel
///   `arch/arm64/kvm/emulate-nested.c` (`coarse_trap_bits`, `coarse_control_combo`), 7.3.
public struct CoarseControl: Sendable {
  /// One bit that must be set or clear.
  public struct Bit: Hashable, Sendable {
    /// The register's architectural name.
    public let register: String
    /// The bit, 0 to 63.
    public let bit: Int
    /// True when the bit must be 1, false when it must be 0.
    public let isSet: Bool
  }

  /// When a control traps.
  public enum Trigger: Hashable, Sendable {
    /// Every bit is as said.
    case bits([Bit])
    /// As the first says while HCR_EL2.E2H is 1, as the second says while it is 0: the register's
    /// layout changes.
    case byHostMode(e2h: [Bit], notE2H: [Bit])
    /// The number of the counter accessed is at least MDCR_EL2.HPMN.
    case counterNumber
    /// Any one of the named controls traps.
    case anyOf([String])
  }

  /// The control's name: `HCR_EL2.TLOR`, or the names of several joined by `|`.
  public let name: String
  /// When it traps.
  public let trigger: Trigger
  /// The directions of access that it traps; for several controls, whatever each says.
  public let accesses: Set<TrappedAccess>
  /// True when it also traps accesses from EL0 under a hypervisor at EL2 with HCR_EL2.TGE set.
  public let appliesToHostEL0: Bool
  /// The encodings whose first reason to trap is this control, ascending.
  ///
  /// No encoding stands at two controls. A control that only acts together with others has none.
  public let encodings: [Encoding]

  /// The single controls behind the name: itself, or the members.
  public var members: [String] {
    if case .anyOf(let members) = trigger { members } else { [name] }
  }

  /// True for the name of this control, and of one of several that it stands for.
  func stands(for name: String) -> Bool {
    if case .anyOf(let members) = trigger { members.contains(name) } else { self.name == name }
  }
}
