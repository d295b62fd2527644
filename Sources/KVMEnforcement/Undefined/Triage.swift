import ArmArchitecture

/// What becomes of one access of a guest, and why.
public struct Triage: Hashable, Sendable {
  /// The end of the access.
  public enum Outcome: Hashable, Sendable {
    /// It traps, and its Fine-Grained-UNDEF bit is set: UNDEFINED.
    case undefinedByWord
    /// It traps, and the handler of that name refuses: UNDEFINED.
    case undefinedByHandler(String)
    /// It goes to the VM's own hypervisor, because this enable of its is clear.
    case forwarded(String)
    /// It traps, and KVM emulates or answers it.
    case handled
    /// A register that a guest hypervisor reaches as memory: nothing traps.
    case memory
    /// Nothing traps: the hardware executes it if the CPU has it.
    case executes
    /// The architecture makes it UNDEFINED at this exception level, whatever KVM does.
    case undefinedHere
    /// It depends on capabilities of the host that are not known.
    case undecided([HostCapability])
  }

  /// The bit of a Fine-Grained-UNDEF word that speaks of an encoding.
  public struct WordBit: Hashable, Sendable {
    /// The word.
    public let group: TrapGroup
    /// The bit, 0 to 63.
    public let bit: Int
    /// The trap bits that share it: `HFGRTR_EL2.nPIR_EL1`.
    public let traps: [String]
    /// The condition under which the encoding exists; nil when it always does.
    public let condition: Predicate?
    /// True when the bit is set: the encoding does not exist in the VM.
    public let isSet: Bool
  }

  /// The encoding.
  public let encoding: Encoding
  /// Where the access is made.
  public let context: GuestContext
  /// What becomes of the access.
  public let outcome: Outcome
  /// What makes the access trap: fine-grained trap bits and controls, in the order of the tables.
  public let traps: [String]
  /// Its bit of a Fine-Grained-UNDEF word; nil when it has none.
  public let wordBit: WordBit?
  /// In a guest of the VM's hypervisor: the controls by which the hypervisor can take the access for
  /// itself before KVM handles it.
  public let forwardingControls: [String]
}
