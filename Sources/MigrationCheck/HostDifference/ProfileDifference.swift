import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What differs between two hosts for VMs of one set of vCPU features.
///
/// A VM that was started with everything its host offers is the case told: it has the host's fresh
/// ID registers. A VM that was started with less may pass where this one does not.
public struct ProfileDifference: Sendable {
  /// A field of an ID register, or bits outside of fields, that the hosts show differently.
  public struct Field: Sendable {
    /// `REG.FIELD`, or `REG[63:60]`.
    public let subject: String
    /// The content on the first host, unsigned, with its name where it has one.
    public let first: String
    /// The content on the second host.
    public let second: String
    /// The features between the two contents.
    public let features: [String]
    /// What becomes of a VM with the first host's content on the second.
    public let toSecond: Passage
    /// What becomes of a VM with the second host's content on the first.
    public let toFirst: Passage
  }

  /// What becomes of a VM's content of a field on the other host.
  public enum Passage: String, Sendable {
    /// The VM keeps it.
    case kept
    /// KVM accepts it and shows another one.
    case rewritten
    /// KVM refuses: the host has less.
    case unavailable
    /// KVM refuses: the host shows more and cannot hide it.
    case exposed
    /// KVM refuses for another reason.
    case refused
    /// The records do not tell.
    case unknown
  }

  /// One way between the hosts.
  public struct Way: Sendable {
    /// Features that the VM has and the target does not offer.
    public let loses: [String]
    /// Features that the target shows and cannot hide from the VM.
    public let gains: [String]
    /// Features that the target offers and the VM goes on not to advertise; a verdict tells which of
    /// them software in the VM reaches all the same.
    public let unadvertised: [String]
    /// Registers that a vCPU has on the source and not on the target.
    public let missingRegisters: [RegisterID]
    /// True when KVM on the target accepts every ID register of such a VM.
    public let isAdmitted: Bool
  }

  /// The profile's name, in the first host's record if it is there.
  public let name: String
  /// The vCPU features.
  public let features: VCPUFeatures
  /// The interrupt controller.
  public let gic: GICModel
  /// True for VMs with memory tagging.
  public let mte: Bool
  /// The fields that differ, by register and from the highest bit down.
  public let fields: [Field]
  /// From the first host to the second.
  public let toSecond: Way
  /// From the second host to the first.
  public let toFirst: Way
  /// Firmware registers and SVE vector lengths that differ.
  public let values: [HostDifference.Fact]

  /// True when nothing differs.
  public var isEmpty: Bool {
    fields.isEmpty && values.isEmpty && toSecond.missingRegisters.isEmpty
      && toFirst.missingRegisters.isEmpty
  }
}
