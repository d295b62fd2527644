import ArmArchitecture
import KVMEnforcement
import MigrationState

/// What differs between two hosts for the VMs that may move between them.
public struct HostDifference: Sendable {
  /// One fact of the hosts, as each records it.
  public struct Fact: Hashable, Sendable {
    /// The fact's name, `kernelRelease`, `KVM_CAP_ARM_SVE` or `CTR_EL0` say.
    public let name: String
    /// What the first host's record says; nil when it says nothing.
    public let first: String?
    /// What the second host's record says; nil when it says nothing.
    public let second: String?
  }

  /// The first host's name.
  public let first: String
  /// The second host's name.
  public let second: String
  /// The facts of kernel and CPU that differ.
  public let facts: [Fact]
  /// The registers that user space reads and that differ: CTR_EL0, DCZID_EL0, CNTFRQ_EL0.
  public let userRegisters: [Fact]
  /// The KVM capabilities that differ, by number.
  public let capabilities: [Fact]
  /// What the hosts can trap, where they differ: without a trap a feature cannot be hidden.
  public let traps: [Fact]
  /// The sets of vCPU features that both hosts can create, as far as asked for.
  public let profiles: [ProfileDifference]
  /// The profiles of the first record that the second host cannot create or does not tell of.
  public let onlyFirst: [String]
  /// The profiles of the second record that the first host cannot create or does not tell of.
  public let onlySecond: [String]

  /// Which of the common profiles are compared.
  public enum Selection: Hashable, Sendable {
    /// Those that no other common profile includes, a VM with EL2 and one without being apart.
    case fullest
    /// Every one.
    case all
    /// The ones of these names, in either record.
    case named([String])
  }

  /// Compares two hosts.
  public init(_ first: HostView, _ second: HostView, profiles selection: Selection = .fullest) {
    self.first = first.name
    self.second = second.name
    facts = Self.facts(first.document, second.document)
    userRegisters = Self.userRegisters(first.document, second.document)
    capabilities = Self.capabilities(first.document, second.document)
    traps = Self.traps(first.traps, second.traps)
    let common = CommonProfile.all(first, second)
    profiles = CommonProfile.select(selection, from: common).compactMap {
      ProfileDifference($0, first, second)
    }
    onlyFirst = CommonProfile.names(in: first.document, without: second)
    onlySecond = CommonProfile.names(in: second.document, without: first)
  }

  /// True when nothing that was compared differs.
  public var isEmpty: Bool {
    facts.isEmpty && userRegisters.isEmpty && capabilities.isEmpty && traps.isEmpty
      && onlyFirst.isEmpty && onlySecond.isEmpty && profiles.allSatisfy(\.isEmpty)
  }
}
