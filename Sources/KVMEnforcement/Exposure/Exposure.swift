import ArmArchitecture

/// A feature that a VM does not advertise, and how much of it the VM can reach on a host.
public struct Exposure: Hashable, Sendable {
  /// How a VM meets the feature.
  public enum Grade: Sendable, CaseIterable {
    /// Not at all.
    case hidden
    /// Through the encodings or instructions that the host leaves reachable although the architecture
    /// has a trap for them.
    case reachable
    /// As bits of control registers, which no trap hides.
    case registerOnly
    /// As instructions or behaviour that no trap hides.
    case untrappable
  }

  /// The feature's architectural name.
  public let feature: String
  /// How the VM meets it.
  public let grade: Grade
  /// The encodings left reachable, ascending; empty for what has no encoding of its own.
  public let encodings: [Encoding]
  /// Instructions left reachable that have no encoding in the tables: `PSBCSYNC`.
  public let instructions: [String]
  /// True when the host is known to implement the feature; nil when that is unknown.
  ///
  /// A feature that the host is known to lack is no exposure.
  public let isImplemented: Bool?
  /// False for what KVM never offers to a guest (GCS, SPE, BRBE…): no VM advertises it, and no
  /// configuration of a VM changes its exposure.
  public let isOffered: Bool
  /// False when capabilities that are not known decide whether the feature is hidden.
  public let isDecided: Bool
  /// True when what is reachable keeps state that KVM does not switch for this VM: the next VM, and
  /// the host, see what it leaves there.
  public let leaks: Bool
}
